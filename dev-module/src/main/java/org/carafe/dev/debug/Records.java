package org.carafe.dev.debug;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last requests. */
final class Records {
  private static final int MOST = 60;
  private static final Deque<Recorded> LAST = new ArrayDeque<>();

  private Records() {}

  static synchronized void keep(Recorded request) {
    LAST.addFirst(request);
    if (LAST.size() > MOST) {
      Console.forget(LAST.removeLast());
    }
  }

  static synchronized Optional<Recorded> find(String id) {
    return LAST.stream().filter(request -> !id.isEmpty() && request.id().equals(id)).findFirst();
  }

  /** The request that led to this page: the last one, where it was redirected here. */
  static synchronized Optional<Recorded> before(String url) {
    return LAST.stream()
        .findFirst()
        .filter(request -> request.location().filter(url::equals).isPresent());
  }
}
