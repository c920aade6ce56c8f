package org.carafe.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.RemovedModule;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a feature module out without a trace. */
@Command(
    name = "module",
    description = {
      "Takes a module out: its tables if you say so, its folder, and its line in both poms.",
      "Says what is lost where, and asks before each unless --yes is given; does nothing until",
      "all is answered."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe remove module notes                       asks",
      "  carafe remove module notes --yes                 tables and all",
      "  carafe remove module notes --yes --keep-tables   leaves the database alone"
    })
final class RemoveModuleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--yes", description = "Ask nothing.")
  private boolean yes;

  @Option(names = "--keep-tables", description = "Leave the database alone.")
  private boolean keepTables;

  @Parameters(paramLabel = "MODULE", description = "Its name, such as notes.")
  private String module = "";

  @Override
  public Integer call() throws IOException {
    var removed = new RemovedModule(Workspace.current().root(), module);
    if (removed.migrations() == 0 || keepTables) {
      return remove(removed, () -> {});
    }
    try (var open = OpenDatabase.open(Optional.empty())) {
      open.requireDevelopment("Dropping the tables of a module that is taken out");
      var history = open.history();
      history.refuseUnfinished();
      var applied = history.of(module);
      return remove(
          removed,
          agreesToDrop(open, history.lossesOfWayBack(applied))
              ? () -> takeBack(history, applied)
              : () -> {});
    } catch (MigrationException failure) {
      throw new MigrationException(
          "%s The tables of %s could not be dropped, so nothing was removed. Mend that, or leave them: carafe remove module %s --keep-tables"
              .formatted(failure.getMessage(), module, module),
          failure);
    }
  }

  private boolean agreesToDrop(OpenDatabase open, List<String> losses) {
    if (losses.isEmpty()) {
      return true;
    }
    var out = spec.commandLine().getOut();
    out.printf("In %s this is lost with all that is in it:%n", open.database().shownUrl());
    losses.forEach(loss -> out.println("  " + loss));
    boolean agreed = agrees("Drop the tables of %s?".formatted(module));
    if (!agreed) {
      out.println("Its tables stay. Nothing looks at them any more.");
    }
    return agreed;
  }

  /** Everything was asked before anything is done. */
  private int remove(RemovedModule removed, Runnable tables) throws IOException {
    var out = spec.commandLine().getOut();
    if (!agrees("Remove %s-module with its %d files?".formatted(module, removed.files()))) {
      out.println("Nothing was removed.");
      return 1;
    }
    tables.run();
    removed.remove();
    out.printf("Removed %s-module and its line in both poms.%n", module);
    return 0;
  }

  private void takeBack(MigrationHistory history, List<Migration> applied) {
    var passedOver = history.downgrade(applied, () -> history.of(module));
    applied.forEach(migration -> spec.commandLine().getOut().println("Took back " + migration));
    passedOver.forEach(what -> spec.commandLine().getErr().println("Left out: " + what));
  }

  private boolean agrees(String question) {
    if (yes) {
      return true;
    }
    return Terminal.agrees(
        question,
        "Say it with --yes, or leave the tables with --keep-tables --yes.",
        spec.commandLine().getOut());
  }
}
