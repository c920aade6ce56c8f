package org.carafe.auth.control;

import java.time.Duration;
import java.util.Optional;
import org.carafe.core.HttpError;

/**
 * More passwords wait to be hashed than the machine can hash soon. The answer is 503 with {@code
 * Retry-After}.
 */
public final class HashingBusy extends HttpError {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  HashingBusy(Duration retryAfter) {
    super(503, "Too many people are signing in at this moment. Try again in a few seconds.");
    this.retryAfter = retryAfter;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(retryAfter);
  }
}
