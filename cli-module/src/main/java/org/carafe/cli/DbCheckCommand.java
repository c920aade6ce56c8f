package org.carafe.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether all agree. */
@Command(
    name = "check",
    description = {
      "Says whether entities, migrations and database agree, and what is wrong with the entities' mapping.",
      "Answers with 1 where they do not."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  carafe db check")
final class DbCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var found = open.model().check();
      var out = spec.commandLine().getOut();
      if (json) {
        var map = new LinkedHashMap<String, Object>();
        map.put("agree", found.isEmpty());
        map.put("lint", found.lint());
        map.put("history", found.history());
        map.put("model", found.model());
        map.put("database", found.database());
        out.println(Json.of(map));
      } else if (found.isEmpty()) {
        out.println("Entities, migrations and database agree.");
      } else {
        list(out, "The entities' mapping:", found.lint());
        list(out, "The history:", found.history());
        list(
            out,
            "The entities ask for more than the migrations make (carafe db migrate writes it):",
            found.model());
        list(
            out,
            "The database is not what the migrations make (+ is missing, - is too much):",
            found.database());
      }
      return found.isEmpty() ? 0 : 1;
    }
  }

  private static void list(PrintWriter out, String head, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println(head);
      lines.forEach(line -> out.println("  " + line));
    }
  }
}
