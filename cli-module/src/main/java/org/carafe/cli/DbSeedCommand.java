package org.carafe.cli;

import java.util.concurrent.Callable;
import org.carafe.cli.data.Seeds;
import org.carafe.core.config.Profile;
import org.carafe.core.migration.MigrationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts sample data in. */
@Command(
    name = "seed",
    description = {
      "Puts in each module's sample data, db/seed/<module>.sql, all or nothing.",
      "Not in production; everybody knows the passwords."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  carafe db seed", "  carafe db seed --module users"})
final class DbSeedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DatabaseOption database = new DatabaseOption();

  @Option(names = "--yes", description = "Also for tests, with --profile test.")
  private boolean yes;

  @Option(
      names = "--module",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Only this module's.")
  private String module = "";

  @Override
  public Integer call() {
    try (var open = database.open()) {
      if (open.profile() == Profile.PROD) {
        throw new MigrationException("Sample data is not for production. Nothing was done.");
      }
      if (open.profile() == Profile.DEV) {
        open.requireDevelopment("Sample data, whose passwords everybody knows,");
      } else if (!yes) {
        throw new MigrationException(
            "Sample data is for development, because everybody knows its passwords, and the profile is %s. Nothing was done. If nobody but you reaches %s, repeat it with --yes."
                .formatted(open.profile().id(), open.database().shownUrl()));
      }
      open.requireModule(module);
      open.history().requireUpToDate();
      var modules =
          open.modules().stream().filter(name -> module.isEmpty() || name.equals(module)).toList();
      var seeded = new Seeds(open.database(), open.scripts()).sow(modules);
      spec.commandLine()
          .getOut()
          .println(
              seeded.isEmpty()
                  ? "There is no sample data: write db/seed/<module>.sql."
                  : "Sowed " + String.join(", ", seeded));
      return 0;
    }
  }
}
