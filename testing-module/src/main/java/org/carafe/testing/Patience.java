package org.carafe.testing;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long tests wait for what must happen: long enough for a machine that does ten other things,
 * because it is not the speed that they prove, and not for ever.
 */
public final class Patience {
  public static final Duration LONGEST = Duration.ofMinutes(2);

  private static final long PAUSE_MILLIS = 20;

  private Patience() {}

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until it holds.
   *
   * @param what of the message where it never does
   * @throws AssertionError where it does not for {@link #LONGEST}
   */
  public static void until(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("%s: not within %d seconds.".formatted(what, LONGEST.toSeconds()));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /**
   * Waits for the next one.
   *
   * @throws AssertionError where none comes for {@link #LONGEST}
   */
  public static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing came within %d seconds.".formatted(LONGEST.toSeconds()));
    }
    return next;
  }
}
