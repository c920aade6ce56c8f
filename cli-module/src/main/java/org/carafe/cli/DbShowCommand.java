package org.carafe.cli;

import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.carafe.core.migration.MigrationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the scripts of a migration. */
@Command(
    name = "show",
    description = "Prints a migration and its way back; without a version the one applied last.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db show                  the one applied last",
      "  carafe db show 20261121121000"
    })
final class DbShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Which one.")
  private @Nullable String version;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var history = open.history();
      var migration =
          version == null
              ? history
                  .current()
                  .orElseThrow(
                      () ->
                          new MigrationException(
                              "Nothing was applied yet. Name one of carafe db history."))
              : history.find(version);
      var up = open.scripts().text(migration);
      var down = open.scripts().undo(migration);
      var out = spec.commandLine().getOut();
      if (json) {
        var map = Migrations.describe(migration);
        map.put("up", up.orElse(null));
        map.put("down", down.orElse(null));
        out.println(Json.of(map));
      } else {
        out.println("-- " + Migrations.sentence(migration));
        out.println("-- db/migration/" + migration.script());
        out.println(up.orElse("-- is not here").stripTrailing());
        out.println("\n-- db/undo/" + migration.undoScript());
        out.println(down.orElse("-- is not here").stripTrailing());
      }
      return 0;
    }
  }
}
