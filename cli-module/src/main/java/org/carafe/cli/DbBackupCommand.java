package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.carafe.cli.data.Dump;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps a dump with the time in its name. */
@Command(
    name = "backup",
    description =
        "Writes a compressed dump with the time in its name, and deletes the oldest beyond a number.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db backup                              into var/backup",
      "  carafe db backup --to /backup --keep 30   for a nightly job"
    })
final class DbBackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (default: var/backup).")
  private @Nullable Path folder;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "14",
      description = "How many to keep (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Override
  public Integer call() throws IOException {
    if (keep < 1) {
      throw new ParameterException(spec.commandLine(), "--keep must be at least 1.");
    }
    try (var open = database.open()) {
      open.history().refuseUnfinished();
      var target = folder == null ? Workspace.current().var("backup") : folder;
      var dump = new Dump(open.database(), Clock.systemUTC());
      DbDumpCommand.tellLeftOut(dump, spec.commandLine().getErr());
      var file = dump.backup(target, keep);
      spec.commandLine().getOut().println(file);
      return 0;
    }
  }
}
