package org.carafe.auth.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.carafe.core.HttpError;

/**
 * Lets as many passwords be hashed at once as there are cores, a few more wait briefly, and turns
 * the rest away, so that a flood of sign-ins takes neither all memory nor all threads.
 */
final class HashingGate {

  private static final int WAITING_PER_CORE = 16;

  private final Semaphore cores;
  private final int maxWaiting;
  private final Duration patience;

  HashingGate(int cores, Duration patience) {
    this.cores = new Semaphore(cores, true);
    this.maxWaiting = cores * WAITING_PER_CORE;
    this.patience = patience;
  }

  <T> T pass(Supplier<T> hashing) {
    if (!enter()) {
      throw HttpError.unavailable(
          "Too many people are signing in at this moment. Try again in a few seconds.",
          patience.plusSeconds(1));
    }
    try {
      return hashing.get();
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
