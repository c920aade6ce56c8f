package org.carafe.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.mail.control.Answers;
import org.carafe.mail.control.MailboxStatus;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/** A mail was not taken. */
public final class DeliveryFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** What it means for the mail and for those behind it. */
  public enum Kind {
    /** Refused for good (5xx): trying again is of no use. */
    REFUSED,
    /** Refused for now (4xx): others may well be taken. */
    DEFERRED,
    /** The relay cannot be reached or does not let us in: no other mail would do better now. */
    UNREACHABLE
  }

  private static final Pattern REPLY = Pattern.compile("^([245]\\d\\d)(?:[ -]|$)");

  /** Replies that speak of our account at the relay, not of the mail (RFC 4954). */
  private static final Set<Integer> ABOUT_OUR_ACCOUNT = Set.of(530, 534, 535, 538);

  private static final int MAX_ANSWER = 500;

  private final Kind kind;
  private final String remedy;
  private final @Nullable String unknownMailbox;

  /**
   * A failure.
   *
   * @param answer what the other side said; kept beside the mail for an administrator
   */
  public DeliveryFailure(Kind kind, String answer, @Nullable Throwable cause) {
    this(kind, answer, "", null, cause);
  }

  private DeliveryFailure(
      Kind kind,
      String answer,
      String remedy,
      @Nullable String unknownMailbox,
      @Nullable Throwable cause) {
    super(shortened(Answers.clean(answer)), cause);
    this.kind = kind;
    this.remedy = remedy;
    this.unknownMailbox = unknownMailbox;
  }

  private static String shortened(String answer) {
    return answer.length() <= MAX_ANSWER ? answer : answer.substring(0, MAX_ANSWER);
  }

  /** No connection, whatever mail it was for. */
  static DeliveryFailure connecting(MessagingException exception) {
    String words = of(exception, Kind.UNREACHABLE).answer();
    return RelayTrouble.of(exception)
        .map(
            trouble ->
                new DeliveryFailure(
                    Kind.UNREACHABLE,
                    trouble.sentence() + " " + words,
                    trouble.remedy(),
                    null,
                    exception))
        .orElseGet(() -> new DeliveryFailure(Kind.UNREACHABLE, words, exception));
  }

  /**
   * What an exception of Jakarta Mail means, by the SMTP reply (RFC 5321, 4.2) in it.
   *
   * @param otherwise what it means where the connection was lost, or the reply speaks of the relay
   *     or of our account there: after RCPT that may be one domain's trouble
   */
  static DeliveryFailure of(MessagingException exception, Kind otherwise) {
    Exception innermost = exception;
    for (Exception e = exception; e != null; e = next(e)) {
      innermost = e;
      Matcher reply = REPLY.matcher(String.valueOf(e.getMessage()));
      if (reply.find() && !(e instanceof AuthenticationFailedException)) {
        Kind kind = kind(Integer.parseInt(reply.group(1)), otherwise);
        return new DeliveryFailure(kind, answer(e), "", unknownMailbox(e), exception);
      }
    }
    Kind kind = innermost instanceof ParseException ? Kind.REFUSED : otherwise;
    return new DeliveryFailure(kind, answer(innermost), exception);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private static Kind kind(int code, Kind otherwise) {
    if (ABOUT_OUR_ACCOUNT.contains(code) || code == 421) {
      return otherwise;
    }
    return code >= 500 ? Kind.REFUSED : Kind.DEFERRED;
  }

  /** What a relay says of a recipient at once (RFC 5321, 3.3), not of the mail as a whole. */
  private static @Nullable String unknownMailbox(Exception e) {
    return e instanceof SMTPAddressFailedException refused
            && MailboxStatus.isNone(String.valueOf(refused.getMessage()))
        ? refused.getAddress().getAddress()
        : null;
  }

  private static String answer(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }

  public Kind kind() {
    return kind;
  }

  /** What the other side said, in one line of at most 500 characters. */
  public String answer() {
    return String.valueOf(getMessage());
  }

  /** What to do about it; empty where only the other side knows. */
  public String remedy() {
    return remedy;
  }

  /** The mailbox that the relay said does not exist; it may be one that a copy goes to. */
  public Optional<String> unknownMailbox() {
    return Optional.ofNullable(unknownMailbox);
  }
}
