package org.carafe.mail.boundary;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.carafe.core.Application;
import org.carafe.core.command.Json;
import org.carafe.core.config.CoreSettings;
import org.carafe.mail.MailAddress;
import org.carafe.mail.MailAdministrator;
import org.carafe.mail.MailReference;
import org.carafe.mail.MailState;
import org.carafe.mail.Mails;
import org.carafe.mail.Recipient;
import org.carafe.mail.entity.MailTry;
import org.carafe.mail.entity.OutboxMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a test mail and waits for its end. */
@Command(
    name = "test",
    description = {
      "Sends a test mail the way all mail goes, and tells what the relay said.",
      "It is written to the outbox; a running server sends it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The relay, or the development inbox, took it.",
      "1:It did not, or no server sent it in time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe mail test ada@example.org",
      "  carafe mail test ada@example.org --wait 120"
    })
final class MailTestCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final long POLL_MILLIS = 100;

  /** SMTP answers begin with a code; the development inbox is none. */
  private static final Pattern RELAY_SAID = Pattern.compile("\\d{3}\\b");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ADDRESS", description = "Where it goes.")
  private String address = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long to wait for its end (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject Mails mails;
  @Inject Clock clock;

  private final MailAdministrator operator = MailCommand.operator();

  @Override
  public Integer call() throws InterruptedException {
    String to =
        MailAddress.parse(address)
            .map(MailAddress::toString)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "“%s” is no e-mail address. Write it like name@example.org."
                            .formatted(address)));
    String language = Application.current().configuration().get(CoreSettings.LOCALE_DEFAULT);
    MailReference mail =
        mails.test(
            operator, new Recipient(to, "", Locale.forLanguageTag(language), ZoneOffset.UTC));
    OutboxMessage end = await(mail);
    tell(end, mails.tries(operator, mail.id()));
    return end.state() == MailState.DELIVERED ? 0 : FAILED;
  }

  /** Until it is settled, or was tried and has to wait. */
  private OutboxMessage await(MailReference mail) throws InterruptedException {
    Instant end = clock.instant().plus(Duration.ofSeconds(seconds));
    OutboxMessage now = read(mail);
    while (isUnderWay(now) && clock.instant().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      now = read(mail);
    }
    return now;
  }

  private static boolean isUnderWay(OutboxMessage mail) {
    boolean deferred = mail.state() == MailState.QUEUED && mail.tries() > 0;
    return mail.state().isWaiting() && !deferred;
  }

  private OutboxMessage read(MailReference mail) {
    return mails.find(operator, mail.id()).orElseThrow();
  }

  private void tell(OutboxMessage mail, List<MailTry> tries) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(MailListCommand.describe(mail)));
      return;
    }
    for (MailTry one : tries) {
      out.printf("%s  %s%n", one.node(), one.answer());
    }
    String last = tries.isEmpty() ? "" : tries.get(tries.size() - 1).answer();
    out.println(sentence(mail, last));
  }

  static String sentence(OutboxMessage mail, String last) {
    return switch (mail.state()) {
      case DELIVERED ->
          (RELAY_SAID.matcher(last).lookingAt()
                  ? "The relay took the mail to %s."
                  : "The mail to %s went to no relay: look into the inbox, /dev/mail.")
              .formatted(mail.recipientAddress());
      case QUEUED ->
          mail.tries() > 0
              ? "The relay does not take it now; it is tried again at %s. Ask carafe mail check."
                  .formatted(mail.nextTryAt().orElseThrow())
              : "No server has sent it yet. Start one on this database, then look at carafe mail list.";
      case SENDING -> "It is still being sent. Look at carafe mail list in a minute.";
      case SUPPRESSED ->
          "Nothing is sent to %s, because earlier mail came back: %s. Clear the address at /admin/mail/undeliverable."
              .formatted(mail.recipientAddress(), mail.answer().orElse(""));
      default -> "It was refused: %s".formatted(mail.answer().orElse(""));
    };
  }
}
