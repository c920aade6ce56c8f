package org.carafe.mail;

/** How far a mail is, for whoever waits for it. */
public enum MailProgress {
  /** To be sent, or being sent, for the first time. */
  SENDING,
  /** Not taken yet; it is tried again. */
  RETRYING,
  /** Taken over by the relay. */
  SENT,
  /** Not sent or returned, because its address does not work. */
  REFUSED,
  /** Not taken, or returned, for another reason. */
  FAILED,
  /** Cancelled by an administrator. */
  CANCELLED
}
