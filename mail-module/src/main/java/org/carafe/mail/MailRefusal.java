package org.carafe.mail;

/** What an administrator asked for cannot be done with the mail as it is; the message says why. */
public final class MailRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is no such mail. */
    UNKNOWN,
    /** A node sends it right now. */
    BEING_SENT,
    /** It is finished, and its body is gone because it held a token. */
    BODY_GONE,
    /** It was delivered or cancelled before. */
    FINISHED,
    /** Nothing is sent to its address, because mail came back from there. */
    UNDELIVERABLE
  }

  private final Reason reason;

  MailRefusal(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The message's key. */
  public String key() {
    return switch (reason) {
      case UNKNOWN -> "mail.refusal.unknown";
      case BEING_SENT -> "mail.refusal.beingSent";
      case BODY_GONE -> "mail.refusal.bodyGone";
      case FINISHED -> "mail.refusal.finished";
      case UNDELIVERABLE -> "mail.refusal.undeliverable";
    };
  }
}
