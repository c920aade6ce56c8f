package org.carafe.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete the commands, those of the modules among them. */
@Command(
    name = "completion",
    description = "Prints a script by which bash and zsh complete commands and options.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./carafe completion)                        for this shell",
      "  ./carafe completion > ~/.local/share/bash-completion/completions/carafe"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var root = spec.root().commandLine();
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("carafe", root));
    out.println("complete -F _complete_carafe -o default ./carafe");
    out.flush();
  }
}
