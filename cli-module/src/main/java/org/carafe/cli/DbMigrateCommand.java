package org.carafe.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.cli.schema.ModelMigrations;
import org.carafe.cli.schema.ModulePlan;
import org.carafe.core.command.Json;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the migrations that changed entities need. */
@Command(
    name = "migrate",
    description = {
      "Compares the entities with the database and writes, for each module that differs, a migration and its way back.",
      "Read them before you apply them with carafe db upgrade."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db migrate -m \"Add notes\"",
      "  carafe db migrate -m \"Call it text\" --rename notes.body=text",
      "  carafe db migrate --dry-run      only say what differs"
    })
final class DbMigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "MESSAGE",
      description = "What it is for; becomes the name of the scripts.")
  private @Nullable String message;

  @Option(
      names = "--rename",
      paramLabel = "TABLE.OLD=NEW",
      description = "A column that only has another name now. May be repeated.")
  private Map<String, String> renames = new LinkedHashMap<>();

  @Option(names = "--module", paramLabel = "NAME", description = "Only for this module.")
  private @Nullable String module;

  @Option(names = "--dry-run", description = "Only say what differs.")
  private boolean dry;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var text = message;
    if (text == null && !dry) {
      throw new ParameterException(
          spec.commandLine(), "Say what it is for with -m, or use --dry-run.");
    }
    try (var open = database.open()) {
      var known = open.modules();
      if (module != null && !known.contains(module)) {
        throw new MigrationException(
            "There is no module %s.%s".formatted(module, Suggestion.of(module, known)));
      }
      var migrations = open.model();
      var plans =
          migrations.plan(renames).stream()
              .filter(plan -> module == null || plan.module().equals(module))
              .toList();
      var written =
          dry || text == null ? List.<ModelMigrations.Written>of() : migrations.write(plans, text);
      if (json) {
        spec.commandLine().getOut().println(Json.of(describe(plans, written)));
      } else {
        print(plans, written);
      }
      return 0;
    }
  }

  private static List<Map<String, Object>> describe(
      List<ModulePlan> plans, List<ModelMigrations.Written> written) {
    var all = new ArrayList<Map<String, Object>>();
    for (var plan : plans) {
      var map = new LinkedHashMap<String, Object>();
      map.put("module", plan.module());
      map.put("found", plan.findings());
      map.put("losses", plan.losses());
      written.stream()
          .filter(each -> each.plan().equals(plan))
          .forEach(
              each -> {
                map.put("up", each.up().toString());
                map.put("down", each.down().toString());
              });
      all.add(map);
    }
    return all;
  }

  private void print(List<ModulePlan> plans, List<ModelMigrations.Written> written) {
    var out = spec.commandLine().getOut();
    if (plans.isEmpty()) {
      out.println("There is nothing to do: the database is what the entities ask for.");
    }
    for (var plan : plans) {
      out.println(Ansi.AUTO.string("@|bold " + plan.module() + "|@"));
      plan.findings().forEach(finding -> out.println("  " + finding));
      plan.losses()
          .forEach(loss -> out.println(Ansi.AUTO.string("  @|yellow loses data:|@ ") + loss));
    }
    var root = Workspace.current().root();
    written.forEach(
        each ->
            out.printf(
                "Wrote %s%n  and %s%n", relative(root, each.up()), relative(root, each.down())));
    if (!written.isEmpty()) {
      out.println("Read them, then: carafe db upgrade");
    }
  }

  private static Path relative(Path root, Path file) {
    return file.startsWith(root) ? root.relativize(file) : file;
  }
}
