package org.carafe.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.core.Blueprint;
import org.carafe.core.command.Json;
import org.carafe.core.command.Table;
import org.carafe.core.route.Route;
import org.carafe.core.text.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the access table. */
@Command(
    name = "routes",
    description = "Lists every URL: its endpoint, methods, who may enter and what answers.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe routes                  of every module",
      "  carafe routes --module auth    of one",
      "  carafe routes --match POST /login   which rule answers that",
      "  carafe routes --json           for other programs"
    })
final class RoutesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--module", defaultValue = "", description = "Only this module's.")
  private String module = "";

  @Option(
      names = "--match",
      arity = "2",
      paramLabel = "METHOD URL",
      description = "Say which rule answers a request; fails where none does.")
  private List<String> request = List.of();

  @Override
  public Integer call() {
    var application = Assembled.application();
    if (!request.isEmpty()) {
      return match(RouteMatch.of(application, request.get(0), request.get(1)));
    }
    var modules = application.blueprints().stream().map(Blueprint::name).toList();
    if (!module.isEmpty() && !modules.contains(module)) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no module %s.%s".formatted(module, Suggestion.of(module, modules)));
    }
    var routes =
        application.routes().all().stream()
            .filter(route -> module.isEmpty() || route.module().equals(module))
            .toList();
    if (json) {
      spec.commandLine()
          .getOut()
          .println(Json.of(routes.stream().map(RoutesCommand::describe).toList()));
    } else {
      print(routes);
    }
    return 0;
  }

  private int match(RouteMatch match) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(match.describe()));
    } else if (match.route().isPresent()) {
      print(List.of(match.route().orElseThrow()));
      match.values().forEach((name, value) -> out.println("  " + name + " = " + value));
    } else {
      (match.isAnswered() ? out : spec.commandLine().getErr())
          .println((match.isAnswered() ? "" : match.status() + ": ") + match.reason());
    }
    return match.isAnswered() ? 0 : 1;
  }

  static Map<String, Object> describe(Route route) {
    var map = new LinkedHashMap<String, Object>();
    map.put("endpoint", route.endpoint());
    map.put("module", route.module());
    map.put("methods", route.methods().stream().sorted().toList());
    map.put("pattern", route.pattern().toString());
    map.put("access", route.access().toString());
    map.put("target", route.target().toString());
    return map;
  }

  private void print(List<Route> routes) {
    var table = new Table("ENDPOINT", "METHODS", "URL", "ACCESS", "ANSWERED BY");
    for (var route : routes) {
      table.row(
          route.endpoint(),
          String.join(" ", route.methods().stream().sorted().toList()),
          route.pattern().toString(),
          route.access().toString(),
          route.target().toString());
    }
    table.print(spec.commandLine().getOut());
  }
}
