package org.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What takes code out: {@code carafe remove …}. */
@Command(
    name = "remove",
    description = "Takes a module out.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {RemoveModuleCommand.class, HelpCommand.class},
    footerHeading = "%nExamples:%n",
    footer = "  carafe remove module notes")
final class RemoveCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
