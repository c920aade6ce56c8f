package org.carafe.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What writes code: {@code carafe new …}. */
@Command(
    name = "new",
    description = "Writes code in the project's style: a module, or a part of one.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      NewModuleCommand.class,
      NewPageCommand.class,
      NewCommandCommand.class,
      NewMailCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe new module notes --entity Note title:string! body:text due:date? owner:user",
      "  carafe new page notes archive",
      "  carafe new command notes purge-notes",
      "  carafe new mail notes reminder"
    })
final class NewCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
