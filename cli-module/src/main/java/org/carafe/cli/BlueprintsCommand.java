package org.carafe.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.core.Application;
import org.carafe.core.Blueprint;
import org.carafe.core.command.Json;
import org.carafe.core.command.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the modules in the order in which they are registered. */
@Command(
    name = "blueprints",
    description = "Lists the modules in the order of their dependencies.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe blueprints          in the order in which they are registered",
      "  carafe blueprints --json   for other programs"
    })
final class BlueprintsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var application = Assembled.application();
    if (json) {
      var all =
          application.blueprints().stream()
              .map(blueprint -> describe(application, blueprint))
              .toList();
      spec.commandLine().getOut().println(Json.of(all));
    } else {
      print(application);
    }
    return 0;
  }

  private static Map<String, Object> describe(Application application, Blueprint blueprint) {
    var map = new LinkedHashMap<String, Object>();
    map.put("name", blueprint.name());
    map.put("requires", blueprint.requires());
    map.put("class", blueprint.getClass().getName());
    map.put("routes", routes(application, blueprint));
    return map;
  }

  private static long routes(Application application, Blueprint blueprint) {
    return application.routes().all().stream()
        .filter(route -> route.module().equals(blueprint.name()))
        .count();
  }

  private void print(Application application) {
    var table = new Table("BLUEPRINT", "REQUIRES", "ROUTES", "CLASS");
    for (var blueprint : application.blueprints()) {
      table.row(
          blueprint.name(),
          String.join(", ", blueprint.requires()),
          Long.toString(routes(application, blueprint)),
          blueprint.getClass().getName());
    }
    table.print(spec.commandLine().getOut());
  }
}
