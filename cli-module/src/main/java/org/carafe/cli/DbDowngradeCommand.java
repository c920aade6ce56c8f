package org.carafe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes migrations back. */
@Command(
    name = "downgrade",
    description = {
      "Takes migrations back by their undo scripts, the one applied last first.",
      "What loses data needs --yes; most ways back do."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db downgrade                  the last one",
      "  carafe db downgrade -2               the last two",
      "  carafe db downgrade 20261121121000   back to this one",
      "  carafe db downgrade base             all",
      "  carafe db downgrade --module notes   all of one module"
    })
final class DbDowngradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private Consent consent = new Consent();

  @Option(names = "--module", paramLabel = "NAME", description = "All migrations of this module.")
  private @Nullable String module;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "TARGET",
      description = "-N for the last N, a version to go back to, or base (default: -1).")
  private @Nullable String target;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var history = open.history();
      history.refuseUnfinished();
      open.requireModule(module);
      var goal = chosen(history);
      consent.require(history.lossesOfWayBack(goal));
      var passedOver = history.downgrade(goal, () -> chosen(history));
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.of(goal.stream().map(Migrations::describe).toList()));
      } else if (goal.isEmpty()) {
        out.println("There is nothing to take back.");
      } else {
        goal.forEach(migration -> out.println("Took back " + migration));
      }
      passedOver.forEach(what -> spec.commandLine().getErr().println("Left out: " + what));
      return 0;
    }
  }

  private List<Migration> chosen(MigrationHistory history) {
    if (module != null) {
      if (target != null) {
        throw new MigrationException("Give either a target or --module, not both.");
      }
      return history.of(module);
    }
    var goal = target == null ? "-1" : target;
    if (goal.matches("-[1-9]\\d{0,8}")) {
      return history.newest(Integer.parseInt(goal.substring(1)));
    }
    if (goal.startsWith("-")) {
      throw new MigrationException(
          "%s is neither an option nor a target. A target is -1, a version or base."
              .formatted(goal));
    }
    return goal.equals("base") ? history.newest(Integer.MAX_VALUE) : history.after(goal);
  }
}
