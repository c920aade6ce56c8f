package org.carafe.mail.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is taken from several queues at once: an equal share of each, and what one leaves over goes
 * to the others, so that a long queue delays no other.
 */
final class Shares {
  private Shares() {}

  /** Up to so many of all queues, each in its order, from anywhere near its head. */
  static <T> List<T> of(List<List<T>> queues, int limit) {
    List<List<T>> waiting =
        new ArrayList<>(queues.stream().filter(queue -> !queue.isEmpty()).toList());
    waiting.sort((one, other) -> Integer.compare(one.size(), other.size()));
    List<T> taken = new ArrayList<>(limit);
    for (int i = 0; i < waiting.size(); i++) {
      int share = (limit - taken.size()) / (waiting.size() - i);
      taken.addAll(window(waiting.get(i), share));
    }
    return taken;
  }

  /** Two nodes that look at once see the same queue; starting apart, they seldom collide. */
  private static <T> List<T> window(List<T> queue, int size) {
    int most = Math.min(size, queue.size());
    int places = most == 0 ? 1 : queue.size() / most;
    int start = ThreadLocalRandom.current().nextInt(places) * most;
    return queue.subList(start, start + most);
  }
}
