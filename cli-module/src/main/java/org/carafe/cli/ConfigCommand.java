package org.carafe.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.carafe.core.command.Table;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Profile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every effective value with where it came from. */
@Command(
    name = "config",
    description = "Lists every setting: its value, where that came from, secrets masked.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe config                  on this machine, for development",
      "  carafe config --profile prod   what is missing for production",
      "  carafe config --doc            with what each setting means"
    })
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--doc", description = "Say what each setting means.")
  private boolean doc;

  @Override
  public Integer call() {
    var configuration = Assembled.readConfiguration();
    if (json) {
      spec.commandLine().getOut().println(Json.of(describe(configuration)));
    } else {
      print(configuration);
    }
    return configuration.problems().isEmpty() ? 0 : 1;
  }

  private static Map<String, Object> describe(Configuration configuration) {
    List<Map<String, @Nullable Object>> settings =
        configuration.entries().stream().map(ConfigCommand::describe).toList();
    var all = new LinkedHashMap<String, Object>();
    all.put("profile", configuration.profile().id());
    all.put("settings", settings);
    all.put("problems", configuration.problems());
    return all;
  }

  private static Map<String, @Nullable Object> describe(Configuration.Entry entry) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("name", entry.setting().name());
    map.put("value", entry.text().isEmpty() ? null : entry.shown());
    map.put("origin", entry.origin().orElse(null));
    map.put("variable", entry.setting().variable());
    map.put("secret", entry.setting().isSecret());
    map.put("doc", entry.setting().doc());
    return map;
  }

  private void print(Configuration configuration) {
    var out = spec.commandLine().getOut();
    var table =
        doc
            ? new Table("SETTING", "VALUE", "FROM", "MEANING")
            : new Table("SETTING", "VALUE", "FROM");
    for (var entry : configuration.entries()) {
      var name = entry.setting().name();
      var origin = entry.origin().orElse("not set");
      if (doc) {
        table.row(name, entry.shown(), origin, entry.setting().doc());
      } else {
        table.row(name, entry.shown(), origin);
      }
    }
    table.print(out);
    if (configuration.profile() == Profile.DEV) {
      out.println(
          "\nWhere none is given, carafe run supplies base.url, secret.key and the database.");
    }
    configuration
        .problems()
        .forEach(problem -> spec.commandLine().getErr().println("carafe: " + problem));
  }
}
