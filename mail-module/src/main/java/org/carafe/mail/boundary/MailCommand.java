package org.carafe.mail.boundary;

import org.carafe.mail.MailAdministrator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The outbox and the relay: {@code carafe mail …}. */
@Command(
    name = "mail",
    description = "Looks after mail: what was sent, what waits, and the relay that takes it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      MailListCommand.class,
      MailRetryCommand.class,
      MailTestCommand.class,
      MailCheckCommand.class,
      CommandLine.HelpCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe mail check                   whether the relay takes our mail",
      "  carafe mail test ada@example.org    sends a mail the way all mail goes",
      "  carafe mail list --state failed     what was given up, and why",
      "  carafe mail retry --failed          sends it again"
    })
public final class MailCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Who runs the command, as events tell it. */
  static MailAdministrator operator() {
    return MailAdministrator.operator(System.getProperty("user.name", "operator"));
  }
}
