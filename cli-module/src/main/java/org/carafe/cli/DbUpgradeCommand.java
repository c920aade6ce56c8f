package org.carafe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.carafe.core.command.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies what is pending. */
@Command(
    name = "upgrade",
    description = {
      "Applies pending migrations, all or up to a version, while other processes wait.",
      "One that loses data needs --yes."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db upgrade                  all that is pending",
      "  carafe db upgrade 20261121121000   up to this one",
      "  carafe db upgrade --url jdbc:mariadb://node1:3306/carafe   on a cluster, by way of one node"
    })
final class DbUpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private Consent consent = new Consent();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Not beyond this one.")
  private @Nullable String target;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      var history = open.history();
      history.refuseUnfinished();
      var wanted = Optional.ofNullable(target);
      consent.require(history.losses(history.toUpgrade(wanted)));
      var applied = history.upgrade(wanted);
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.of(applied.stream().map(Migrations::describe).toList()));
      } else if (applied.isEmpty()) {
        out.println("The database is up to date.");
      } else {
        applied.forEach(migration -> out.println("Applied " + migration));
      }
      return 0;
    }
  }
}
