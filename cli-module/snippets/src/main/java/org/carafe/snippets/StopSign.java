package org.carafe.snippets;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the classes of snippets look at on their way; public because they do. */
public final class StopSign {
  private static final AtomicInteger LAST = new AtomicInteger();
  private static final Set<Integer> UP = ConcurrentHashMap.newKeySet();
  private static final Set<Thread> STOPPED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
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
    anyUp = !UP.isEmpty() || !STOPPED.isEmpty();
  }

  /** Has a thread stop the next time that it passes here, whether the sign is still up or not. */
  static void stop(Thread thread) {
    STOPPED.add(thread);
    anyUp = true;
  }

  static boolean isUp(int number) {
    return UP.contains(number);
  }

  /**
   * Passes, or not.
   *
   * @throws Stopped where the sign of this number is up, or this thread was told to stop
   */
  public static void pass(int number) {
    if (anyUp && (STOPPED.remove(Thread.currentThread()) || UP.contains(number))) {
      throw new Stopped();
    }
  }
}
