package org.carafe.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.core.Application;
import org.carafe.core.command.Json;
import org.carafe.core.command.Table;
import org.carafe.core.route.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The permissions that the modules declare, and what each opens. */
@Command(
    name = "permissions",
    description = "Lists every permission: the module that declares it and what it opens.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe permissions          of every module",
      "  carafe permissions --json   for other programs"
    })
final class PermissionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private record Row(String permission, String module, List<String> opens) {
    Map<String, Object> describe() {
      var map = new LinkedHashMap<String, Object>();
      map.put("permission", permission);
      map.put("module", module);
      map.put("opens", opens);
      return map;
    }
  }

  @Override
  public Integer call() {
    var application = Assembled.application();
    List<Row> rows =
        application.permissions().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new Row(entry.getKey(), entry.getValue(), opens(application, entry)))
            .toList();
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(rows.stream().map(Row::describe).toList()));
      return 0;
    }
    var table = new Table("PERMISSION", "MODULE", "OPENS");
    rows.forEach(row -> table.row(row.permission(), row.module(), String.join(", ", row.opens())));
    table.print(out);
    return 0;
  }

  private static List<String> opens(Application application, Map.Entry<String, String> permission) {
    return application.routes().all().stream()
        .filter(
            route -> route.access().permission().equals(java.util.Optional.of(permission.getKey())))
        .map(Route::endpoint)
        .sorted()
        .toList();
  }
}
