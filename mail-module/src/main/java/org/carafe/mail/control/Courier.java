package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Profile;
import org.carafe.core.text.Suggestion;
import org.carafe.mail.DeliveryFailure;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.mail.MailQueued;
import org.carafe.mail.MailSettings;
import org.carafe.mail.MailTransport;
import org.carafe.mail.entity.OutboxMessage;

/**
 * Empties the outbox: a few threads that claim mail, hand it to the transport and settle it. They
 * are woken by mail of this node and look every few seconds for what others left behind.
 */
@ApplicationScoped
public class Courier {

  private static final Logger LOG = System.getLogger(Courier.class.getName());

  private static final int AT_ONCE = 10;

  /** No mail is begun later than this before its lease ends: it could take that long. */
  private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(35);

  /** After which a failed look at the outbox is repeated. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject Outbox outbox;
  @Inject Clock clock;
  @Inject @Any Instance<MailTransport> transports;

  private final List<Thread> workers = new ArrayList<>();
  private final Semaphore calls = new Semaphore(0);
  private volatile boolean stopped;

  /** Begins to deliver, on threads of this factory. */
  public void start(ThreadFactory threads) {
    Configuration configuration = Application.current().configuration();
    MailTransport transport = transport(configuration);
    Duration poll = configuration.get(MailSettings.POLL);
    for (int i = 1; i <= configuration.get(MailSettings.WORKERS); i++) {
      Thread worker = threads.newThread(() -> work(transport, poll));
      worker.setName("mail-" + i);
      worker.start();
      workers.add(worker);
    }
  }

  private MailTransport transport(Configuration configuration) {
    List<String> known = transports.stream().map(MailTransport::name).sorted().toList();
    boolean hasInbox = configuration.profile() == Profile.DEV && known.contains("inbox");
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

  private void work(MailTransport transport, Duration poll) {
    while (!stopped) {
      try {
        if (deliverDue(transport) == 0) {
          calls.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
          calls.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void pauseAfter(RuntimeException failure) {
    if (stopped) {
      return;
    }
    LOG.log(Level.WARNING, "The outbox cannot be read now; mail waits.", failure);
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** Claims, delivers and settles once; answers how much was claimed. */
  int deliverDue(MailTransport transport) {
    Outbox.Claim claim = outbox.claim(AT_ONCE);
    DeliveryFailure unreachable = null;
    for (OutboxMessage mail : claim.mails()) {
      if (clock.instant().isAfter(claim.leaseEnd().minus(LONGEST_DELIVERY))) {
        break; // slow relay: the rest is due again when the lease ends
      }
      if (unreachable != null) {
        settle(mail, claim.owner(), unreachable);
        continue;
      }
      try {
        handOver(mail, transport);
        outbox.delivered(mail);
      } catch (DeliveryFailure failure) {
        settle(mail, claim.owner(), failure);
        unreachable = failure.kind() == Kind.UNREACHABLE ? failure : null;
      }
    }
    return claim.mails().size();
  }

  /** A mail that breaks the transport must not keep those behind it. */
  private static void handOver(OutboxMessage mail, MailTransport transport) throws DeliveryFailure {
    try {
      transport.deliver(mail.outgoing());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Mail " + mail.id() + " could not be handed over", e);
      throw new DeliveryFailure(Kind.DEFERRED, e.toString(), e);
    }
  }

  private void settle(OutboxMessage mail, String owner, DeliveryFailure failure) {
    Instant now = clock.instant();
    var next = Backoff.nextTry(mail.tries(), mail.createdAt(), now, ThreadLocalRandom.current());
    if (failure.kind() == Kind.REFUSED || next.isEmpty()) {
      LOG.log(Level.WARNING, "Mail " + mail.id() + " failed: " + failure.answer());
      outbox.failed(mail, owner, failure.answer());
    } else {
      LOG.log(
          Level.INFO, "Mail " + mail.id() + " waits until " + next.get() + ": " + failure.answer());
      outbox.putOff(mail, owner, next.get(), failure.answer());
    }
  }

  /** Ends once the mails at hand are settled; what is interrupted is due again later. */
  public void stop() {
    stopped = true;
    workers.forEach(Thread::interrupt);
  }
}
