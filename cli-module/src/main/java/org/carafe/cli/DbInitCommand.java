package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.carafe.cli.data.FreshDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the database and a module's folders. */
@Command(
    name = "init",
    description =
        "Makes the database where it is missing, with an empty history, and the folders of a module.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db init                  the database",
      "  carafe db init --module notes   and the folders of notes-module"
    })
final class DbInitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--module", paramLabel = "NAME", description = "Make this module's folders too.")
  private @Nullable String module;

  @Override
  public Integer call() throws IOException {
    try (var open = database.open()) {
      var out = spec.commandLine().getOut();
      if (module != null) {
        for (var folder : Folders.make(Workspace.current(), module)) {
          out.println("Made " + Workspace.current().root().relativize(folder));
        }
      }
      out.println(
          new FreshDatabase(open.database()).make(open.history())
              ? "Made the database %s with an empty history.".formatted(open.database().name())
              : "The database %s is there and has its history.".formatted(open.database().name()));
      return 0;
    }
  }
}
