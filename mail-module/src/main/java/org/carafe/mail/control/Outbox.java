package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.carafe.core.event.Events;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.persistence.RetriesDeadlocks;
import org.carafe.mail.MailDelivered;
import org.carafe.mail.MailFailed;
import org.carafe.mail.MailQueued;
import org.carafe.mail.MailReference;
import org.carafe.mail.entity.MailState;
import org.carafe.mail.entity.OutboxMessage;

/**
 * The queue of mail in the database, shared by all nodes.
 *
 * <p>A node claims mail in a transaction of its own, committed before it speaks SMTP: the claim
 * writes the owner and moves {@code next_try_at} to the end of the lease, when the mail is due
 * again unless it was settled. That holds on every database that decides between two writers of one
 * row, Galera included, where row locks are local to a node.
 */
@ApplicationScoped
@RetriesDeadlocks
public class Outbox {

  /** How long a claim holds. A node that dies keeps its mail from the others no longer. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private final String node = UUID.randomUUID().toString();
  private final AtomicLong claims = new AtomicLong();

  @Inject EntityManager em;
  @Inject Events events;
  @Inject Clock clock;

  /**
   * Mail that is this node's until the lease ends.
   *
   * @param owner names this claim and no other
   */
  record Claim(String owner, Instant leaseEnd, List<OutboxMessage> mails) {}

  /** Puts a mail into the queue, in the caller's transaction. */
  @Transactional(TxType.MANDATORY)
  public MailReference add(OutboxMessage mail) {
    em.persist(mail);
    em.flush();
    MailReference reference = new MailReference(mail.id());
    events.publish(new MailQueued(reference, mail.template()));
    return reference;
  }

  /** Takes up to so many due mails, the longest waiting first. */
  @Transactional(TxType.REQUIRES_NEW)
  Claim claim(int limit) {
    Instant now = clock.instant();
    Instant leaseEnd = now.plus(LEASE).truncatedTo(ChronoUnit.MICROS);
    String owner = node + "-" + claims.incrementAndGet();
    int claimed =
        em.createNativeQuery(
                "update mail_outbox set owner = ?1, next_try_at = ?2, tries = tries + 1"
                    + " where state = 'QUEUED' and next_try_at <= ?3"
                    + " order by next_try_at limit "
                    + limit)
            .setParameter(1, owner)
            .setParameter(2, InstantConverter.column(leaseEnd))
            .setParameter(3, InstantConverter.column(now))
            .executeUpdate();
    return new Claim(owner, leaseEnd, claimed == 0 ? List.of() : claimed(owner, leaseEnd));
  }

  private List<OutboxMessage> claimed(String owner, Instant leaseEnd) {
    return em.createQuery(
            "select m from OutboxMessage m where m.state = :queued and m.nextTryAt = :end"
                + " and m.owner = :owner order by m.id",
            OutboxMessage.class)
        .setParameter("queued", MailState.QUEUED)
        .setParameter("end", leaseEnd)
        .setParameter("owner", owner)
        .getResultList();
  }

  /** The relay has it. Counts even if the lease was lost meanwhile. */
  @Transactional(TxType.REQUIRES_NEW)
  void delivered(OutboxMessage mail) {
    int settled =
        em.createQuery(
                "update OutboxMessage m set m.state = :delivered, m.finishedAt = :now,"
                    + " m.owner = null, m.answer = null"
                    + (mail.isConfidential() ? ", m.html = null, m.text = null" : "")
                    + " where m.id = :id and m.state = :queued")
            .setParameter("delivered", MailState.DELIVERED)
            .setParameter("now", clock.instant())
            .setParameter("id", mail.id())
            .setParameter("queued", MailState.QUEUED)
            .executeUpdate();
    if (settled == 1) {
      events.publish(
          new MailDelivered(new MailReference(mail.id()), mail.template(), mail.tries()));
    }
  }

  /** Puts a mail off, if the claim still holds. */
  @Transactional(TxType.REQUIRES_NEW)
  void putOff(OutboxMessage mail, String owner, Instant nextTry, String answer) {
    em.createQuery(
            "update OutboxMessage m set m.nextTryAt = :next, m.owner = null, m.answer = :answer"
                + " where m.id = :id and m.owner = :owner and m.state = :queued")
        .setParameter("next", nextTry)
        .setParameter("answer", answer)
        .setParameter("id", mail.id())
        .setParameter("owner", owner)
        .setParameter("queued", MailState.QUEUED)
        .executeUpdate();
  }

  /** Gives a mail up, if the claim still holds. */
  @Transactional(TxType.REQUIRES_NEW)
  void failed(OutboxMessage mail, String owner, String answer) {
    int settled =
        em.createQuery(
                "update OutboxMessage m set m.state = :failed, m.finishedAt = :now, m.owner = null,"
                    + " m.answer = :answer"
                    + " where m.id = :id and m.owner = :owner and m.state = :queued")
            .setParameter("failed", MailState.FAILED)
            .setParameter("now", clock.instant())
            .setParameter("answer", answer)
            .setParameter("id", mail.id())
            .setParameter("owner", owner)
            .setParameter("queued", MailState.QUEUED)
            .executeUpdate();
    if (settled == 1) {
      events.publish(new MailFailed(new MailReference(mail.id()), mail.template(), answer));
    }
  }
}
