package org.carafe.mail.boundary;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.carafe.core.text.MomentFormat;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailState;
import org.carafe.mail.entity.OutboxMessage;

/** A mail as administrators read it: states in words, times in their zone. */
public final class MailLine {
  private final OutboxMessage mail;
  private final ZoneId zone;

  MailLine(OutboxMessage mail, ZoneId zone) {
    this.mail = mail;
    this.zone = zone;
  }

  static String told(Instant moment, ZoneId zone) {
    return MomentFormat.of(Exchange.require().locale(), zone).format(moment);
  }

  public long getId() {
    return mail.id();
  }

  public String getSubject() {
    return mail.subject();
  }

  public String getAddress() {
    return mail.recipientAddress();
  }

  public String getName() {
    return mail.recipientName();
  }

  public String getTemplate() {
    return mail.template();
  }

  public String getCategory() {
    return mail.category();
  }

  public String getLanguage() {
    return mail.language();
  }

  public String getMessageId() {
    return mail.messageId();
  }

  public int getTries() {
    return mail.tries();
  }

  /** The key of its state; a mail that waits for another try has one of its own. */
  public String getState() {
    boolean retrying = mail.state() == MailState.QUEUED && mail.tries() > 0;
    return retrying ? "retrying" : mail.state().name().toLowerCase(Locale.ROOT);
  }

  public String getStateText() {
    return Exchange.require().text("mail.state." + getState());
  }

  /** How its state looks. */
  public String getKind() {
    return switch (mail.state()) {
      case DELIVERED -> "good";
      case FAILED, BOUNCED -> "bad";
      case SUPPRESSED -> "warn";
      case SENDING -> "note";
      default -> getState().equals("retrying") ? "warn" : "";
    };
  }

  /** What the relay said last; empty when it said nothing yet. */
  public String getAnswer() {
    return mail.answer().orElse("");
  }

  /** When it is tried next; empty when it is not. */
  public String getNextTry() {
    return mail.state().isWaiting()
        ? mail.nextTryAt().map(moment -> told(moment, zone)).orElse("")
        : "";
  }

  public String getCreated() {
    return told(mail.createdAt(), zone);
  }

  /** When it was settled; empty while it is not. */
  public String getFinished() {
    return mail.finishedAt().map(moment -> told(moment, zone)).orElse("");
  }

  /** Whether it can be sent again or sooner. */
  public boolean isRetriable() {
    return isPosted()
        || (mail.hasBody() && (getState().equals("retrying") || mail.state().isRefused()));
  }

  /** Whether it can be cancelled. */
  public boolean isCancellable() {
    return isPosted() || mail.state() == MailState.QUEUED;
  }

  /** A button that was there is there when it is pressed: the verb says that it came too late. */
  private static boolean isPosted() {
    return Exchange.require().request().getMethod().equals("POST");
  }

  /** Whether its body holds a token and is nobody else's business. */
  public boolean isConfidential() {
    return mail.isConfidential();
  }

  /** What it says; empty when it is gone or nobody's business. */
  public String getText() {
    return mail.readableText().orElse("");
  }
}
