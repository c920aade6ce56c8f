package org.carafe.mail;

/** How far a mail has come. */
public enum MailState {
  /** To be sent, now or at its next try. */
  QUEUED,
  /** Claimed by a node that sends it now. */
  SENDING,
  /** Taken over by the relay. */
  DELIVERED,
  /** Refused for good, or not taken for a whole day: a dead letter. */
  FAILED,
  /** Taken over by the relay, and later returned as undeliverable. */
  BOUNCED,
  /** Never sent, because earlier mail to its address came back. */
  SUPPRESSED,
  /** Called off by an administrator. */
  CANCELLED;

  /** Whether delivery still goes on. */
  public boolean isWaiting() {
    return this == QUEUED || this == SENDING;
  }

  /** Whether the address or the relay refused it, so that the recipient will not see it. */
  public boolean isRefused() {
    return this == FAILED || this == BOUNCED || this == SUPPRESSED;
  }
}
