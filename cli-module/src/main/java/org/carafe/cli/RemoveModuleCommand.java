package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.RemovedModule;
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
      "Without --yes it asks before each."
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
    if (removed.migrations() > 0 && !keepTables) {
      int failed = takeBackTables();
      if (failed != 0) {
        return failed;
      }
    }
    if (!agrees("Remove %s-module with its %d files?".formatted(module, removed.files()))) {
      spec.commandLine().getOut().println("Nothing was removed.");
      return 1;
    }
    removed.remove();
    spec.commandLine().getOut().printf("Removed %s-module and its line in both poms.%n", module);
    return 0;
  }

  private int takeBackTables() {
    var out = spec.commandLine().getOut();
    if (!agrees("Drop the tables of %s with all that is in them?".formatted(module))) {
      out.println("Its tables stay. Nothing looks at them any more.");
      return 0;
    }
    int code = Main.execute("db", "downgrade", "--module", module, "--yes");
    if (code != 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "carafe: The tables of %s could not be dropped, so nothing was removed. Mend that, or leave them: carafe remove module %s --keep-tables%n",
              module, module);
    }
    return code;
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
