package org.carafe.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For a developer whose PIN others have used up. */
@Command(
    name = "pin",
    description = {
      "Gives the debugger's console a new PIN.",
      "Ten wrong PINs shut the console of carafe run --debug, whoever gave them; with a new one it opens again."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = "  carafe pin   print a new one, which counts from now on")
final class PinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().println(Pin.fresh(Workspace.current().var(Pin.FILE)));
    return 0;
  }
}
