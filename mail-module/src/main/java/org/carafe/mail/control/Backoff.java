package org.carafe.mail.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a mail that was not taken is tried again: after half a minute, then twice as long each time,
 * at most an hour, for a day (RFC 5321, 4.5.4.1). A fifth more or less, so that what failed
 * together does not come back together.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofHours(1);
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final double JITTER = 0.2;

  private Backoff() {}

  /** The next try; empty if the mail has been waiting for a day. */
  static Optional<Instant> nextTry(
      int tries, Instant createdAt, Instant now, RandomGenerator random) {
    int doublings = Math.min(Math.max(tries, 1) - 1, 10);
    Duration planned = FIRST.multipliedBy(1L << doublings);
    Duration wait = planned.compareTo(LONGEST) < 0 ? planned : LONGEST;
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    Instant next = now.plusMillis(Math.round(wait.toMillis() * factor));
    return next.isBefore(createdAt.plus(LIFETIME)) ? Optional.of(next) : Optional.empty();
  }
}
