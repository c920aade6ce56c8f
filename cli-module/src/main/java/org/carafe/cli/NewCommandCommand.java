package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.carafe.cli.scaffold.NewPart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a command to a module. */
@Command(
    name = "command",
    description = "Adds a command to a module, with its test, contributed through its blueprint.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  carafe new command notes purge-notes"})
final class NewCommandCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "MODULE", description = "The module, such as notes.")
  private String module = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "What one types, such as purge-notes.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    new NewPart(Workspace.current().root(), module)
        .command(name, spec.root().subcommands().keySet())
        .forEach(file -> spec.commandLine().getOut().println("Wrote " + file));
    return 0;
  }
}
