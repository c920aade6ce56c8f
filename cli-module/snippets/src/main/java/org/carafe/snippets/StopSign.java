package org.carafe.snippets;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the classes of snippets look at on their way; public because they do. */
public final class StopSign {
  private static final AtomicInteger LAST = new AtomicInteger();
  private static final Set<Integer> UP = ConcurrentHashMap.newKeySet();
  private static volatile boolean anyUp;

  private StopSign() {}

  static int fresh() {
    return LAST.incrementAndGet();
  }

  static void up(int number) {
    UP.add(number);
    anyUp = true;
  }

  static void down(int number) {
    UP.remove(number);
    anyUp = !UP.isEmpty();
  }

  static boolean isUp(int number) {
    return UP.contains(number);
  }

  /**
   * Passes, or not.
   *
   * @throws Stopped where the sign of this number is up
   */
  public static void pass(int number) {
    if (anyUp && UP.contains(number)) {
      throw new Stopped();
    }
  }
}
