package org.carafe.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how far the database has come. */
@Command(
    name = "current",
    description = "Says which migration was applied last, and what is pending.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  carafe db current")
final class DbCurrentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var history = open.history();
      var unfinished = history.unfinished();
      var all = history.all();
      var current = Migrations.current(all);
      var pending = Migrations.pending(all);
      var out = spec.commandLine().getOut();
      if (json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("current", current.map(Migrations::describe).orElse(null));
        map.put("pending", pending.stream().map(Migrations::describe).toList());
        map.put("unfinished", unfinished.orElse(null));
        out.println(Json.of(map));
      } else {
        unfinished.ifPresent(out::println);
        out.println(current.map(Migrations::sentence).orElse("The database is empty."));
        if (!pending.isEmpty()) {
          out.printf("%d pending: carafe db upgrade%n", pending.size());
        }
      }
      return 0;
    }
  }
}
