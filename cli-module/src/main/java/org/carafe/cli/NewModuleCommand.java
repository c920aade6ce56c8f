package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.carafe.core.command.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a feature module. */
@Command(
    name = "module",
    description = {
      "Writes a feature module: entity, migration, pages, API, texts, tests, and its line in both poms.",
      "Types: string, text, date, datetime, boolean, decimal, int, enum(a,b), url, email. A ! behind it: must be filled in; a ?: may be missing.",
      "owner:user makes each row a person's own, whom it goes with."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe new module notes --entity Note title:string! body:text due:date? owner:user",
      "  carafe new module library --entity Book --plural books name:string! 'state:enum(lent,here)'"
    })
final class NewModuleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--entity",
      required = true,
      paramLabel = "NAME",
      description = "What one of them is called, such as Note.")
  private String entity = "";

  @Option(
      names = "--plural",
      defaultValue = "",
      paramLabel = "NAME",
      description = "What many are called, such as notes: table, URL and class of verbs.")
  private String plural = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(index = "0", paramLabel = "MODULE", description = "Its name, such as notes.")
  private String module = "";

  @Parameters(
      index = "1..*",
      paramLabel = "FIELD:TYPE",
      description = "The fields, in the order of the form.")
  private List<String> fields = List.of();

  @Override
  public Integer call() throws IOException {
    var feature = Feature.parse(module, entity, plural, fields);
    var files = new NewModule(Workspace.current().root(), feature, Clock.systemUTC()).write();
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(describe(files)));
      return 0;
    }
    out.printf(
        "Wrote %s-module (%d files) and its line in pom.xml and web-module/pom.xml.%n",
        module, files.size());
    out.printf("  pages   /%s%n", feature.url());
    out.printf("  API     /api/v1/%s%n", feature.url());
    out.println(
        "Look at it:   ./carafe run   (one with --debug that runs already builds and shows it)");
    out.printf("Test it:      ./carafe test%n");
    out.printf("Take it out:  ./carafe remove module %s%n", module);
    return 0;
  }

  private Map<String, Object> describe(List<Path> files) {
    var map = new LinkedHashMap<String, Object>();
    map.put("module", module);
    map.put("files", files.stream().map(Path::toString).toList());
    return map;
  }
}
