package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.carafe.cli.data.Dump;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.core.migration.MigrationHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a dump back. */
@Command(
    name = "restore",
    description =
        "Replaces everything in the database by a dump that carafe db dump or backup wrote.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  carafe db restore carafe.sql.gz --yes")
final class DbRestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private Consent consent = new Consent();

  @Parameters(paramLabel = "FILE", description = "The dump.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Dump.requireName(file);
    try (var open = database.open()) {
      var dump = new Dump(open.database(), Clock.systemUTC());
      boolean bringsHistory = dump.check(file);
      var fresh = new FreshDatabase(open.database());
      consent.require(fresh.losses("replaces", fresh.otherConnections()));
      open.history()
          .replace(
              () -> {
                fresh.emptyBut(MigrationHistory.UNFINISHED);
                dump.read(file);
              },
              bringsHistory);
      spec.commandLine().getOut().printf("Restored %s.%n", file);
      return 0;
    }
  }
}
