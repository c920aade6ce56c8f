package org.carafe.mail.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;

/**
 * Claimed mail on its way to a node's workers. Domains take turns, and one that is slow gets one
 * worker, all slow ones together half of them, all unknown ones together all but one: no domain
 * keeps another's mail waiting.
 */
final class Dispatch {
  /** From here on an answer is slow. */
  static final Duration SLOW = Duration.ofSeconds(1);

  /** How long a domain counts as slow. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** How much mail of a domain that has no turn is kept at hand. */
  private static final int AT_HAND = 4;

  private static final int KNOWN_DOMAINS = 5_000;
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final int workers;
  private final Clock clock;
  private final Map<String, Deque<Held>> waiting = new LinkedHashMap<>();
  private final Map<Long, Held> held = new HashMap<>();
  private final Map<String, Set<Held>> sending = new HashMap<>();
  private final Map<String, Pace> paces =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pace> eldest) {
          return size() > KNOWN_DOMAINS;
        }
      };

  private boolean closed;

  private record Pace(boolean slow, Instant until) {}

  private static final class Held {
    private final OutboxMessage mail;
    private Instant leaseEnd;
    private Instant begun = Instant.MAX;

    Held(OutboxMessage mail, Instant leaseEnd) {
      this.mail = mail;
      this.leaseEnd = leaseEnd;
    }

    String domain() {
      return mail.recipientDomain();
    }
  }

  Dispatch(int workers, Clock clock) {
    this.workers = workers;
    this.clock = clock;
  }

  /** Mail to send while its lease holds. What is at hand already is not doubled. */
  synchronized void add(Collection<OutboxMessage> mails, Instant leaseEnd) {
    for (OutboxMessage mail : mails) {
      Held known = held.get(mail.id());
      if (known != null) {
        known.leaseEnd = leaseEnd;
        continue;
      }
      var entry = new Held(mail, leaseEnd);
      held.put(mail.id(), entry);
      waiting.computeIfAbsent(entry.domain(), domain -> new ArrayDeque<>()).add(entry);
    }
    notifyAll();
  }

  /** The next mail that may be begun; waits for one. Null once nothing more is to be begun. */
  synchronized @Nullable OutboxMessage take() throws InterruptedException {
    while (!closed) {
      Held next = next();
      if (next != null) {
        return next.mail;
      }
      wait(LOOK_AGAIN_MILLIS);
    }
    return null;
  }

  /** Nothing more is begun. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private @Nullable Held next() {
    Instant now = clock.instant();
    for (Iterator<Map.Entry<String, Deque<Held>>> domains = waiting.entrySet().iterator();
        domains.hasNext(); ) {
      Map.Entry<String, Deque<Held>> domain = domains.next();
      if (!mayBegin(domain.getKey(), now)) {
        continue;
      }
      Held first = domain.getValue().removeFirst();
      domains.remove();
      if (!domain.getValue().isEmpty()) {
        waiting.put(domain.getKey(), domain.getValue()); // its next turn is after the others'
      }
      if (first.leaseEnd.isAfter(now)) {
        first.begun = now;
        sending.computeIfAbsent(first.domain(), any -> new HashSet<>()).add(first);
        return first;
      }
      held.remove(first.mail.id()); // another node's by now
      return next();
    }
    return null;
  }

  private boolean mayBegin(String domain, Instant now) {
    int busy = sending.getOrDefault(domain, Set.of()).size();
    if (isSlow(domain, now)) {
      return busy == 0 && slow(now) < Math.max(1, workers / 2);
    }
    if (paces.containsKey(domain)) {
      return busy < Math.max(1, workers - 1);
    }
    return busy < Math.max(1, workers / 2) && unknown() < Math.max(1, workers - 1);
  }

  /** How many workers are with domains of which nobody knows yet whether they are slow. */
  private long unknown() {
    return sending.entrySet().stream()
        .filter(domain -> !paces.containsKey(domain.getKey()))
        .mapToLong(domain -> domain.getValue().size())
        .sum();
  }

  private boolean isSlow(String domain, Instant now) {
    Pace known = paces.get(domain);
    return (known != null && known.slow && known.until.isAfter(now))
        || sending.getOrDefault(domain, Set.of()).stream()
            .anyMatch(one -> one.begun.plus(SLOW).isBefore(now));
  }

  private long slow(Instant now) {
    return sending.entrySet().stream()
        .filter(domain -> isSlow(domain.getKey(), now))
        .mapToLong(domain -> domain.getValue().size())
        .sum();
  }

  /** A mail that was taken is finished with. */
  synchronized void done(OutboxMessage mail) {
    Held entry = held.remove(mail.id());
    if (entry == null) {
      return;
    }
    Set<Held> busy = sending.getOrDefault(entry.domain(), new HashSet<>());
    busy.remove(entry);
    if (busy.isEmpty()) {
      sending.remove(entry.domain());
    }
    Instant now = clock.instant();
    boolean slow = Duration.between(entry.begun, now).compareTo(SLOW) >= 0;
    paces.put(entry.domain(), new Pace(slow, now.plus(REMEMBERED)));
    notifyAll();
  }

  /** How much is at hand, waiting or being sent. */
  synchronized int size() {
    return held.size();
  }

  synchronized boolean isBusy() {
    return !held.isEmpty();
  }

  /** What is at hand, to renew its lease. */
  synchronized List<Long> ids() {
    return List.copyOf(held.keySet());
  }

  /** The leases of these last longer; of others no longer than they did. */
  synchronized void renewed(Collection<Long> ids, Instant leaseEnd) {
    for (Long id : ids) {
      Held entry = held.get(id);
      if (entry != null) {
        entry.leaseEnd = leaseEnd;
      }
    }
  }

  /** Domains that have no turn now: more of their mail would only take the others' room. */
  synchronized List<String> crowded() {
    Instant now = clock.instant();
    return waiting.keySet().stream().filter(domain -> !mayBegin(domain, now)).limit(100).toList();
  }

  /** Takes out waiting mail of slow domains, except a little. */
  synchronized List<OutboxMessage> surplus() {
    Instant now = clock.instant();
    List<OutboxMessage> surplus = new ArrayList<>();
    waiting.forEach(
        (domain, queue) -> {
          while (queue.size() > AT_HAND && isSlow(domain, now)) {
            surplus.add(queue.removeLast().mail);
          }
        });
    surplus.forEach(mail -> held.remove(mail.id()));
    return surplus;
  }

  /** Whether every worker has been with one mail for so long. */
  synchronized boolean isStuck(Duration longest) {
    Instant begunSince = clock.instant().minus(longest);
    List<Held> begun = sending.values().stream().flatMap(Set::stream).toList();
    return begun.size() >= workers
        && begun.stream().allMatch(one -> one.begun.isBefore(begunSince));
  }

  /** Takes out all mail that was not begun. */
  synchronized List<OutboxMessage> withdraw() {
    List<OutboxMessage> withdrawn = new ArrayList<>();
    waiting.values().forEach(queue -> queue.forEach(entry -> withdrawn.add(entry.mail)));
    waiting.clear();
    withdrawn.forEach(mail -> held.remove(mail.id()));
    return withdrawn;
  }
}
