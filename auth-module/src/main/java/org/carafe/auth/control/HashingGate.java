package org.carafe.auth.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.carafe.core.HttpError;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many passwords be hashed at once as there are cores, a few more wait briefly, and turns
 * the rest away, so that a flood of sign-ins takes neither all memory nor all threads.
 */
final class HashingGate {

  private static final int WAITING_PER_CORE = 16;

  private final Semaphore cores;
  private final int maxWaiting;
  private final Duration patience;
  private final @Nullable HashingGate behind;

  HashingGate(int cores, Duration patience) {
    this(cores, patience, null);
  }

  private HashingGate(int cores, Duration patience, @Nullable HashingGate behind) {
    this.cores = new Semaphore(cores, true);
    this.maxWaiting = cores * WAITING_PER_CORE;
    this.patience = patience;
    this.behind = behind;
  }

  /**
   * A narrower gate before this one: whoever comes through it never takes more than half of the
   * cores, or one, and waits outside for them, not among those who come here directly.
   */
  HashingGate half() {
    int cores = (maxWaiting / WAITING_PER_CORE) / 2;
    return new HashingGate(Math.max(1, cores), patience, this);
  }

  <T> T pass(Supplier<T> hashing) {
    if (!enter()) {
      throw HttpError.unavailable(
          "Too many people are signing in at this moment. Try again in a few seconds.",
          patience.plusSeconds(1));
    }
    try {
      return behind == null ? hashing.get() : behind.pass(hashing);
    } finally {
      cores.release();
    }
  }

  private boolean enter() {
    if (cores.getQueueLength() >= maxWaiting) {
      return false;
    }
    try {
      return cores.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
