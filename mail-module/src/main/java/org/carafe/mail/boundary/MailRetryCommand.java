package org.carafe.mail.boundary;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.carafe.mail.MailAdministrator;
import org.carafe.mail.MailFilter;
import org.carafe.mail.MailRefusal;
import org.carafe.mail.MailState;
import org.carafe.mail.Mails;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends mail again. */
@Command(
    name = "retry",
    description = {
      "Sends mail again that waits for its next try or was given up.",
      "A running server takes it up within mail.poll. Mail that held a token is forgotten when it",
      "is given up: its recipient has to have a new one sent."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:All of them are sent again.", "1:Some cannot be; each says why."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe mail retry 17 18      these two, as carafe mail list names them",
      "  carafe mail retry --failed   everything that was given up"
    })
final class MailRetryCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /** One or the other. */
  static final class Which {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Which mails.")
    private List<Long> ids = List.of();

    @Option(names = "--failed", description = "Every mail that was given up.")
    private boolean failed;
  }

  @Inject Mails mails;

  private final MailAdministrator operator = MailCommand.operator();
  private int sent;
  private int refused;

  @Override
  public Integer call() {
    if (which.failed) {
      retryFailed();
    } else {
      which.ids.forEach(this::retry);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(sent == 1 ? "1 mail is sent again." : sent + " mails are sent again.");
    return refused == 0 ? 0 : FAILED;
  }

  /** Page by page, newest first: what cannot be sent stays in its state. */
  private void retryFailed() {
    @Nullable Long before = null;
    List<OutboxMessage> page;
    do {
      page = mails.find(operator, new MailFilter(MailState.FAILED, "", before, MailFilter.MOST));
      for (OutboxMessage mail : page) {
        before = mail.id();
        retry(mail.id());
      }
    } while (page.size() == MailFilter.MOST);
  }

  private void retry(long id) {
    try {
      mails.retry(operator, id);
      sent++;
    } catch (MailRefusal refusal) {
      refused++;
      spec.commandLine().getErr().println(refusal.getMessage());
    }
  }
}
