package org.carafe.users;

/** What was asked of the person's addresses cannot be done. */
public final class AddressRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be done, with the text that says so. */
  public enum Reason {
    /** It is no address. */
    MALFORMED("users.emails.malformed"),
    /** The person has it already. */
    YOURS("users.emails.yours"),
    /** The person has as many as there may be. */
    TOO_MANY("users.emails.tooMany"),
    /** Enough mail was sent within the hour. */
    TOO_OFTEN("users.emails.tooOften"),
    /** It waits for confirmation. */
    CONFIRM_FIRST("users.emails.confirmFirst"),
    /** It is confirmed, so that no link is mailed. */
    CONFIRMED("users.emails.confirmedAlready"),
    /** It is the last confirmed one. */
    LAST("users.emails.last"),
    /** It is the primary one. */
    PRIMARY_STAYS("users.emails.primaryStays"),
    /** The link confirms nothing. */
    STALE("users.confirm.stale"),
    /** Somebody else confirmed it before. */
    TAKEN("users.confirm.taken");

    private final String key;

    Reason(String key) {
      this.key = key;
    }
  }

  private final Reason reason;

  /** Refused for this reason. */
  public AddressRefused(Reason reason) {
    super(reason.key);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The full key of the sentence to show. */
  public String key() {
    return reason.key;
  }

  /** What the sentence's placeholders stand for. */
  public Object[] arguments() {
    return reason == Reason.TOO_MANY ? new Object[] {EmailAddresses.MOST} : new Object[0];
  }
}
