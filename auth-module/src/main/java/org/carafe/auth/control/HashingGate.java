package org.carafe.auth.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.carafe.core.HttpError;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many passwords be hashed at once as there are cores; others wait for their turn, not more
 * of them than there is room for and not longer than their patience, and the rest is turned away at
 * once, so that a flood of sign-ins takes neither all memory nor all threads.
 */
final class HashingGate {

  private static final int WAITING_PER_CORE = 16;

  private final int width;
  private final Semaphore cores;
  private final Semaphore room;
  private final Duration patience;
  private final @Nullable HashingGate behind;

  HashingGate(int cores, Duration patience) {
    this(cores, cores * WAITING_PER_CORE, patience, null);
  }

  private HashingGate(int cores, int waiting, Duration patience, @Nullable HashingGate behind) {
    this.width = cores;
    this.cores = new Semaphore(cores, true);
    this.room = new Semaphore(cores + waiting);
    this.patience = patience;
    this.behind = behind;
  }

  /**
   * A narrower gate before this one: whoever comes through it never takes more than half of the
   * cores, or one, and waits outside for them, not among those who come here directly.
   */
  HashingGate half(int waiting, Duration patience) {
    return new HashingGate(Math.max(1, width / 2), waiting, patience, this);
  }

  <T> T pass(Supplier<T> hashing) {
    if (!room.tryAcquire()) {
      throw busy();
    }
    try {
      return inTurn(hashing);
    } finally {
      room.release();
    }
  }

  private <T> T inTurn(Supplier<T> hashing) {
    if (!awaitTurn()) {
      throw busy();
    }
    try {
      return behind == null ? hashing.get() : behind.pass(hashing);
    } finally {
      cores.release();
    }
  }

  private boolean awaitTurn() {
    try {
      return cores.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpError busy() {
    return HttpError.unavailable(
        "Too many people are signing in at this moment. Try again in a few seconds.",
        patience.plusSeconds(1));
  }
}
