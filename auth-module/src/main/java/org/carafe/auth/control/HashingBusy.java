package org.carafe.auth.control;

import java.time.Duration;

/**
 * More passwords wait to be hashed than the machine can hash soon. The answer is 503 with {@code
 * Retry-After}.
 */
public final class HashingBusy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  HashingBusy(Duration retryAfter) {
    super(
        "All cores are hashing passwords. Try again in " + retryAfter.toSeconds() + " s.",
        null,
        false,
        false);
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
