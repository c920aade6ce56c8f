package org.carafe.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.cli.data.Seeds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Begins anew. */
@Command(
    name = "reset",
    description =
        "Deletes everything in the database and applies all migrations. In development only.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe db reset --yes          an empty database",
      "  carafe db reset --yes --seed   with sample data"
    })
final class DbResetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Mixin private Consent consent = new Consent();

  @Option(names = "--seed", description = "Put the sample data in.")
  private boolean seed;

  @Override
  public Integer call() {
    try (var open = database.open()) {
      open.requireDevelopment("carafe db reset");
      var fresh = new FreshDatabase(open.database());
      int others = fresh.otherConnections();
      consent.require(fresh.losses("drops", others));
      fresh.empty();
      var applied = open.history().upgrade(Optional.empty());
      var out = spec.commandLine().getOut();
      out.printf("The database is empty again, %d migrations applied.%n", applied.size());
      if (seed) {
        var seeded = new Seeds(open.database(), open.scripts()).sow(open.modules());
        out.println("Sowed " + String.join(", ", seeded));
      }
      if (others > 0) {
        spec.commandLine()
            .getErr()
            .println(
                "carafe: An application runs on this database, and what it knew is gone: its accounts, its administrator, everybody's session. Stop it and start it again.");
      }
      return 0;
    }
  }
}
