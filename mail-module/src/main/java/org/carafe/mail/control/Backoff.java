package org.carafe.mail.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a mail that was not taken is tried again: twice as long after each time, at most an hour,
 * until its lifetime is over (RFC 5321, 4.5.4.1). A fifth more or less, so that what failed
 * together does not come back together. A mail that is retried by hand begins anew.
 *
 * @param first the wait after the first try
 * @param lifetime when a mail is given up
 */
record Backoff(Duration first, Duration lifetime) {

  static final Duration LONGEST = Duration.ofHours(1);

  private static final double JITTER = 0.2;

  /** The next try; empty if the mail has been waiting for its lifetime. */
  Optional<Instant> nextTry(int tries, Instant since, Instant now, RandomGenerator random) {
    int doublings = Math.min(Math.max(tries, 1) - 1, 12);
    Duration byTries = first.multipliedBy(1L << doublings);
    Duration bySince = first.plus(Duration.between(since, now)); // as long as it took so far
    Duration planned = byTries.compareTo(bySince) < 0 ? byTries : bySince;
    Duration wait = planned.compareTo(LONGEST) < 0 ? planned : LONGEST;
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    Instant next = now.plusMillis(Math.round(wait.toMillis() * factor));
    return next.isBefore(since.plus(lifetime)) ? Optional.of(next) : Optional.empty();
  }
}
