package org.carafe.mail.control;

import java.time.Duration;
import java.time.Instant;

/** How many mails end in a second, as of late. Used by one thread. */
final class Throughput {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Instant start = Instant.MIN;
  private int now;
  private int before;

  void count(int mails, Instant at) {
    turn(at);
    now += mails;
  }

  int perSecond(Instant at) {
    turn(at);
    return Math.max(now, before);
  }

  private void turn(Instant at) {
    if (at.isBefore(start.plus(SECOND))) {
      return;
    }
    before = at.isBefore(start.plus(SECOND).plus(SECOND)) ? now : 0;
    now = 0;
    start = at;
  }
}
