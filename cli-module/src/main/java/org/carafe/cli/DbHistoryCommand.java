package org.carafe.cli;

import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists all migrations. */
@Command(
    name = "history",
    description = "Lists every migration: applied, pending, failed, changed or gone.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db history",
      "  carafe db history --module auth",
      "  carafe db history --json"
    })
final class DbHistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--module", defaultValue = "", description = "Only this module's.")
  private String module = "";

  @Override
  public Integer call() {
    try (var open = database.open()) {
      open.requireModule(module);
      var history = open.history();
      history.unfinished().ifPresent(spec.commandLine().getErr()::println);
      var all =
          history.all().stream()
              .filter(migration -> module.isEmpty() || migration.module().equals(module))
              .toList();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.of(all.stream().map(Migrations::describe).toList()));
      } else {
        Migrations.table(all).print(out);
      }
      return 0;
    }
  }
}
