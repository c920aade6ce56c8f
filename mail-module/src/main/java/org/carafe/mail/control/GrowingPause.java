package org.carafe.mail.control;

import java.time.Duration;

/** How long to wait after a failure: twice as long after each one that follows, up to a limit. */
final class GrowingPause {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  GrowingPause(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** Whether nothing has failed since all went well. */
  boolean isFirst() {
    return next.equals(first);
  }

  /** How long to wait now. */
  Duration take() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return now;
  }

  /** All went well. */
  void reset() {
    next = first;
  }
}
