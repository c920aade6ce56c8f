package org.carafe.mail.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether the relay can be reached. While it cannot, nothing is claimed: every mail would use up a
 * try to learn the same.
 */
final class Outage {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int failures;
  private Instant until = Instant.MIN;
  private String domain = "";

  /**
   * Waits longer each time, but what fails at once counts once.
   *
   * @param with the domain of the mail that failed
   */
  synchronized void begun(Instant now, String with) {
    domain = with;
    if (now.isBefore(until)) {
      return;
    }
    Duration planned = FIRST.multipliedBy(1L << Math.min(failures, 5));
    Duration wait = planned.compareTo(LONGEST) < 0 ? planned : LONGEST;
    failures++;
    until = now.plus(wait).plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 4));
  }

  /** The domain that is not asked first whether it is over: perhaps its mail alone fails. */
  synchronized String domain() {
    return domain;
  }

  synchronized void ended() {
    failures = 0;
    until = Instant.MIN;
  }

  /** Whether it may be tried again. */
  synchronized boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether the last that is known is a failure. */
  synchronized boolean isSuspected() {
    return failures > 0;
  }
}
