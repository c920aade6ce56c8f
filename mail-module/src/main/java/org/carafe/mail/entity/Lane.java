package org.carafe.mail.entity;

/**
 * Which queue a mail stands in: each gets its share of every claim, so that none waits behind
 * another.
 */
public enum Lane {
  /** What somebody is waiting for, on its first try. */
  FIRST,
  /** What was not taken before. */
  RETRY,
  /** What is sent to many. */
  BULK
}
