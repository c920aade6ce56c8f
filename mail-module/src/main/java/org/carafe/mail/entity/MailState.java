package org.carafe.mail.entity;

/** How far a mail has come. */
public enum MailState {
  /** To be sent, or being sent by the node that claimed it. */
  QUEUED,
  /** Taken over by the relay. */
  DELIVERED,
  /** Refused for good, or not taken for a whole day. */
  FAILED
}
