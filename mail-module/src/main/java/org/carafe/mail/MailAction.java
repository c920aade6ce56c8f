package org.carafe.mail;

import java.util.Optional;

/**
 * Event: an administrator did something with a mail.
 *
 * @param who their name
 * @param personId the person; empty for an operator at the command line
 * @param what they did
 * @param mail with which mail
 */
public record MailAction(String who, Optional<Long> personId, Kind what, MailReference mail) {

  /** What can be done. */
  public enum Kind {
    /** Sent again, or sooner than planned. */
    RETRIED,
    /** Called off. */
    CANCELLED,
    /** Sent to try the delivery. */
    TESTED
  }

  MailAction(MailAdministrator by, Kind what, MailReference mail) {
    this(by.name(), by.personId(), what, mail);
  }
}
