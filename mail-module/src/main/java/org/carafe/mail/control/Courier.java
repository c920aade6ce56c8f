package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.carafe.core.Application;
import org.carafe.core.Causes;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Profile;
import org.carafe.core.text.Suggestion;
import org.carafe.mail.MailQueued;
import org.carafe.mail.MailSettings;
import org.carafe.mail.MailTransport;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;

/**
 * Empties the outbox. One thread claims mail and settles it, many at a time; the workers hand it to
 * the transport, one at a time each. It is woken by mail of this node and looks every few seconds
 * for what others left behind.
 */
@ApplicationScoped
public class Courier {

  private static final Logger LOG = System.getLogger(Courier.class.getName());

  /** How much is claimed ahead at the most: more would only wait here instead of there. */
  private static final int MOST_AT_HAND = 200;

  private static final int MOST_SETTLED_AT_ONCE = 500;

  /** While mails are under way, the ends of several are settled together. */
  private static final Duration GATHERING = Duration.ofMillis(15);

  /** After which a failed look at the outbox is repeated. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Twice as long after each time, up to this. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** The table or the column is not there. */
  private static final Set<Integer> ANOTHER_SCHEMA = Set.of(1146, 1054);

  /** How long a node that stops waits for what it hands over, and then to write that down. */
  private static final Duration HANDED_OVER = Duration.ofSeconds(5);

  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** When mail of a domain that is slow is looked at again. */
  private static final Duration ASIDE = Duration.ofSeconds(10);

  @Inject Outbox outbox;
  @Inject Clock clock;
  @Inject @Any Instance<MailTransport> transports;

  private final String node = Node.name();
  private final List<Thread> hands = new ArrayList<>();
  private final Semaphore calls = new Semaphore(0);
  private final Queue<Settlement> ended = new ConcurrentLinkedQueue<>();
  private final List<Settlement> settling = new ArrayList<>();
  private final Outage outage = new Outage();
  private final Throughput throughput = new Throughput();

  /** Nothing more is begun. */
  private volatile boolean stopped;

  /** Nothing more is settled. */
  private volatile boolean left;

  private @Nullable Thread claims;
  private Dispatch dispatch;
  private Duration lease;
  private Duration poll;
  private int workers;
  private Instant renewal = Instant.MIN;
  private GrowingPause pause = new GrowingPause(PAUSE, LONGEST_PAUSE);

  @SuppressWarnings("NullAway.Init") // start() follows
  public Courier() {}

  /** Begins to deliver, on threads of this factory. */
  public void start(ThreadFactory factory) {
    Configuration configuration = Application.current().configuration();
    Delivery delivery =
        new Delivery(
            transport(configuration),
            new Backoff(
                configuration.get(MailSettings.RETRY_FIRST),
                configuration.get(MailSettings.RETRY_LIFETIME)),
            outage,
            clock);
    lease = configuration.get(MailSettings.LEASE);
    pause = new GrowingPause(PAUSE, shorter(LONGEST_PAUSE, lease.dividedBy(4)));
    poll = configuration.get(MailSettings.POLL);
    workers = configuration.get(MailSettings.WORKERS);
    dispatch = new Dispatch(workers, clock);
    claims = run(factory, "mail-claims", this::manage);
    for (int i = 1; i <= workers; i++) {
      hands.add(run(factory, "mail-" + i, () -> work(delivery)));
    }
  }

  private static Thread run(ThreadFactory factory, String name, Runnable task) {
    Thread thread = factory.newThread(task);
    thread.setName(name);
    thread.start();
    return thread;
  }

  private MailTransport transport(Configuration configuration) {
    List<String> known = transports.stream().map(MailTransport::name).sorted().toList();
    boolean hasInbox = configuration.profile() != Profile.PROD && known.contains("inbox");
    String name = configuration.find(MailSettings.TRANSPORT).orElse(hasInbox ? "inbox" : "smtp");
    return transports.stream()
        .filter(transport -> transport.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "There is no mail transport \"%s\", only %s. Correct mail.transport.%s"
                        .formatted(name, String.join(", ", known), Suggestion.of(name, known))));
  }

  void wake(@Observes MailQueued event) {
    calls.release();
  }

  private void manage() {
    new Rounds(() -> !left && manageOnce(), this::pauseAfter).run();
    leave();
  }

  private boolean manageOnce() throws InterruptedException {
    settle();
    renew();
    int claimed = stopped ? 0 : claim();
    pause.reset();
    if (claimed == 0) {
      await(poll);
    }
    if (dispatch.isBusy()) {
      TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
    }
    return true;
  }

  /** Whether mail is being delivered: every thread that it takes goes on. */
  public boolean isRunning() {
    Thread thread = claims;
    return !stopped
        && thread != null
        && thread.isAlive()
        && hands.size() == workers
        && hands.stream().allMatch(Thread::isAlive);
  }

  private void await(Duration longest) throws InterruptedException {
    Duration time = outage.isOver(clock.instant()) ? longest : PAUSE;
    if (ended.isEmpty()) {
      calls.tryAcquire(Math.min(time.toMillis(), lease.toMillis() / 4), TimeUnit.MILLISECONDS);
    }
    calls.drainPermits();
  }

  private void pauseAfter(Throwable failure) throws InterruptedException {
    String sentence = trouble(failure);
    if (pause.isFirst()) {
      LOG.log(Level.WARNING, sentence, failure);
    } else {
      LOG.log(Level.WARNING, sentence);
    }
    calls.drainPermits();
    calls.tryAcquire(pause.take().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static String trouble(Throwable failure) {
    Optional<SQLException> refused = Causes.first(SQLException.class, failure);
    String why =
        refused
            .map(SQLException::getMessage)
            .map(
                text ->
                    ": "
                        + text.lines().findFirst().orElse("").replaceFirst("^\\(conn=\\d+\\) ", ""))
            .orElse("");
    String remedy =
        refused.filter(known -> ANOTHER_SCHEMA.contains(known.getErrorCode())).isPresent()
            ? " The database was emptied or replaced under this server: stop it and start it again."
            : "";
    return "The outbox cannot be used now; mail waits%s.%s".formatted(why, remedy);
  }

  /** What cannot be written now stays here and is written later. */
  private void settle() {
    do {
      for (Settlement one = next(); one != null; one = next()) {
        settling.add(one);
      }
      if (settling.isEmpty()) {
        return;
      }
      settle(settling);
      throughput.count(settling.size(), clock.instant());
      settling.clear();
    } while (ended.size() >= MOST_SETTLED_AT_ONCE);
  }

  private void settle(List<Settlement> all) {
    try {
      outbox.settle(all, node);
    } catch (RuntimeException e) {
      if (!Rejection.isIn(e)) {
        throw e;
      }
      all.forEach(this::settleAlone);
    }
  }

  /** One that the database does not take must not keep the others from being settled. */
  private void settleAlone(Settlement one) {
    try {
      outbox.settle(List.of(one), node);
    } catch (RuntimeException e) {
      if (!Rejection.isIn(e)) {
        throw e; // those before it are settled, which does no harm a second time
      }
      LOG.log(Level.ERROR, "The end of mail " + one.id() + " cannot be written as it is.", e);
      settleSilently(one);
    }
  }

  private void settleSilently(Settlement one) {
    try {
      outbox.settle(List.of(one.withoutAnswer()), node);
    } catch (RuntimeException e) {
      if (!Rejection.isIn(e)) {
        throw e;
      }
      LOG.log(Level.ERROR, "Mail " + one.id() + " is sent again once its lease is over.", e);
    }
  }

  private @Nullable Settlement next() {
    return settling.size() < MOST_SETTLED_AT_ONCE ? ended.poll() : null;
  }

  /** Mail that takes long stays ours while we live. */
  private void renew() {
    Instant now = clock.instant();
    if (now.isBefore(renewal)) {
      return;
    }
    renewal = now.plus(lease.dividedBy(3));
    List<Long> ids = dispatch.ids();
    if (!ids.isEmpty()) {
      Set<Long> ours = outbox.renew(ids, node, lease);
      dispatch.renewed(ours, now.plus(lease));
    }
  }

  /** Answers how much was claimed. */
  private int claim() {
    Instant now = clock.instant();
    giveBack(dispatch.surplus(), now.plus(ASIDE));
    // What no worker comes to here is another node's.
    if (!outage.isOver(now) || dispatch.isStuck(lease.dividedBy(2))) {
      giveBack(dispatch.withdraw(), now);
      return 0;
    }
    int room = room(now) - dispatch.size();
    if (room <= 0) {
      return 0;
    }
    Set<Long> due = new HashSet<>(due(room));
    ended.forEach(one -> due.remove(one.id()));
    List<OutboxMessage> claimed = outbox.claim(due, node, lease);
    dispatch.add(claimed, now.plus(lease));
    return claimed.size();
  }

  /** After an outage another domain's mail, if there is any. */
  private List<Long> due(int room) {
    List<String> crowded = dispatch.crowded();
    if (outage.isSuspected()) {
      List<String> without = new ArrayList<>(crowded);
      without.add(outage.domain());
      List<Long> others = outbox.due(room, without);
      if (!others.isEmpty()) {
        return others;
      }
    }
    return outbox.due(room, crowded);
  }

  /** Half a second's worth; after an outage one mail, to see whether it is over. */
  private int room(Instant now) {
    if (outage.isSuspected()) {
      return 1;
    }
    int halfSecond = throughput.perSecond(now) / 2;
    return Math.max(4 * workers, Math.min(MOST_AT_HAND, halfSecond));
  }

  private void giveBack(Collection<OutboxMessage> mails, Instant nextTry) {
    mails.forEach(mail -> ended.add(Settlement.givenBack(mail, clock.instant(), nextTry)));
  }

  private void work(Delivery delivery) {
    new Rounds(() -> workOnce(delivery), Courier::pauseAfterMail).run();
  }

  private boolean workOnce(Delivery delivery) throws InterruptedException {
    OutboxMessage mail = dispatch.take();
    if (mail == null) {
      return false;
    }
    try {
      ended.add(delivery.of(mail));
    } finally {
      // Without a settlement its lease ends, and it is sent again.
      dispatch.done(mail);
      calls.release();
    }
    return true;
  }

  private static void pauseAfterMail(Throwable failure) throws InterruptedException {
    LOG.log(Level.ERROR, "A mail could not be handed over; others go on.", failure);
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }

  /**
   * Ends: what is being handed over is finished and settled, within some seconds; what was not
   * begun is given back.
   */
  public void stop() {
    stopped = true;
    if (claims == null) {
      return;
    }
    dispatch.close();
    try {
      join(hands, HANDED_OVER);
      left = true;
      calls.release();
      join(List.of(claims), SETTLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left = true;
      claims.interrupt();
      hands.forEach(Thread::interrupt);
    }
  }

  private static void join(Collection<Thread> threads, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
    }
  }

  private void leave() {
    Thread.interrupted(); // the database's driver would refuse to work
    try {
      giveBack(dispatch.withdraw(), clock.instant());
      settle();
    } catch (RuntimeException e) {
      LOG.log(Level.INFO, "Mail at hand is sent by another node, or when this one returns.", e);
    }
  }
}
