package org.carafe.core.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many bodies each client is sending at this moment: no more than its share. */
final class BodyShares {
  private final int most;
  private final Map<String, Integer> sending = new ConcurrentHashMap<>();

  BodyShares(int most) {
    this.most = most;
  }

  boolean take(String client) {
    // One more than its share is never stored: a null would forget what the client is sending.
    int[] taken = {0};
    sending.compute(
        client,
        (unused, before) -> {
          int now = before == null ? 0 : before;
          taken[0] = now < most ? 1 : 0;
          return now + taken[0];
        });
    return taken[0] == 1;
  }

  void giveBack(String client) {
    sending.computeIfPresent(client, (unused, before) -> before > 1 ? before - 1 : null);
  }
}
