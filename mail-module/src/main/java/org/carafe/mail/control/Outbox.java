package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.core.event.Events;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.persistence.RetriesDeadlocks;
import org.carafe.mail.MailDelivered;
import org.carafe.mail.MailFailed;
import org.carafe.mail.MailQueued;
import org.carafe.mail.MailReference;
import org.carafe.mail.entity.Lane;
import org.carafe.mail.entity.MailTry.Outcome;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.mail.entity.UndeliverableAddress;

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

  /** Looked at for each mail that is claimed, so that nodes that look at once differ. */
  private static final int CHOICE = 3;

  /** How long nobody asks again whether an address works. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final String FORGETS =
      " html = if(confidential, null, html), text = if(confidential, null, text),"
          + " enclosure_count = if(confidential, 0, enclosure_count)";

  @Inject EntityManager em;
  @Inject Undeliverable undeliverable;
  @Inject Events events;
  @Inject Clock clock;

  /** Puts a mail into the queue, in the caller's transaction. */
  @Transactional(TxType.MANDATORY)
  public MailReference add(OutboxMessage mail) {
    return add(mail, undeliverable.find(mail.recipientKey()));
  }

  /** The same for one that is to show whether an address works; a fresh mark counts. */
  @Transactional(TxType.MANDATORY)
  public MailReference addConfirmation(OutboxMessage mail) {
    Instant fresh = clock.instant().minus(FRESH);
    return add(
        mail, undeliverable.find(mail.recipientKey()).filter(mark -> mark.since().isAfter(fresh)));
  }

  private MailReference add(OutboxMessage mail, Optional<UndeliverableAddress> mark) {
    mark.ifPresent(because -> mail.suppress(because, clock.instant()));
    mail.dropCopies(undeliverable.among(mail.copies()));
    em.persist(mail);
    em.flush();
    events.publish(
        mark.isEmpty()
            ? new MailQueued(mail.reference(), mail.template())
            : new MailFailed(mail.reference(), mail.template(), mark.get().reason()));
    return mail.reference();
  }

  /**
   * Mail that could be claimed. In a transaction of its own, so that the claim sees the rows as
   * they are then and not as they were now.
   *
   * @param without domains to leave alone for now
   */
  @Transactional(TxType.REQUIRES_NEW)
  List<Long> due(int limit, Collection<String> without) {
    LocalDateTime now = InstantConverter.column(clock.instant());
    List<List<Long>> lanes =
        Stream.of(Lane.values()).map(lane -> due(lane, now, limit * CHOICE, without)).toList();
    return Shares.of(lanes, limit);
  }

  private List<Long> due(Lane lane, LocalDateTime now, int limit, Collection<String> without) {
    String sql =
        "select id from mail_outbox where lane = ?1 and next_try_at <= ?2"
            + (without.isEmpty() ? "" : " and recipient_domain not in " + places(without, 3))
            + " order by next_try_at limit "
            + limit;
    Query query = em.createNativeQuery(sql).setParameter(1, lane.name()).setParameter(2, now);
    bind(query, without, 3);
    List<Long> ids = new ArrayList<>();
    for (Object id : query.getResultList()) {
      ids.add(((Number) id).longValue());
    }
    return ids;
  }

  /**
   * Makes mail this node's until the lease ends.
   *
   * @return what no other node was faster to claim
   */
  @Transactional(TxType.REQUIRES_NEW)
  List<OutboxMessage> claim(Collection<Long> due, String owner, Duration lease) {
    if (due.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Query claim =
        em.createNativeQuery(
                "update mail_outbox set owner = ?1, state = 'SENDING', next_try_at = ?2,"
                    + " tries = tries + 1 where next_try_at <= ?3 and id in "
                    + places(due, 4))
            .setParameter(1, owner)
            .setParameter(2, InstantConverter.column(now.plus(lease)))
            .setParameter(3, InstantConverter.column(now));
    bind(claim, due, 4);
    if (claim.executeUpdate() == 0) {
      return List.of();
    }
    return em.createQuery(
            "select m from OutboxMessage m where m.id in :ids and m.owner = :owner"
                + " and m.nextTryAt > :now order by m.id",
            OutboxMessage.class)
        .setParameter("ids", due)
        .setParameter("owner", owner)
        .setParameter("now", now)
        .getResultList();
  }

  /**
   * Keeps mail that takes long.
   *
   * @return what is still this node's; the rest another claimed meanwhile
   */
  @Transactional(TxType.REQUIRES_NEW)
  Set<Long> renew(Collection<Long> ids, String owner, Duration lease) {
    Query ours =
        em.createNativeQuery(
                "select id from mail_outbox where state = 'SENDING' and owner = ?1 and id in "
                    + places(ids, 2)
                    + " order by id for update")
            .setParameter(1, owner);
    bind(ours, ids, 2);
    Set<Long> kept = new HashSet<>();
    for (Object id : ours.getResultList()) {
      kept.add(((Number) id).longValue());
    }
    if (!kept.isEmpty()) {
      Query renewal =
          em.createNativeQuery(
                  "update mail_outbox set next_try_at = ?1 where id in " + places(kept, 2))
              .setParameter(1, InstantConverter.column(clock.instant().plus(lease)));
      bind(renewal, kept, 2);
      renewal.executeUpdate();
    }
    return kept;
  }

  /**
   * Writes down how attempts ended, all in one transaction. Called again with the same, after a
   * failure that left open whether it was committed, it changes nothing twice.
   */
  @Transactional(TxType.REQUIRES_NEW)
  void settle(Collection<Settlement> ended, String owner) {
    Set<Long> open = new HashSet<>();
    Set<Long> ours = new HashSet<>();
    lock(ended, owner, open, ours);
    List<Settlement> delivered =
        ended.stream()
            .filter(one -> one.outcome() == Outcome.DELIVERED && open.contains(one.id()))
            .toList();
    List<Settlement> others =
        ended.stream()
            .filter(one -> one.outcome() != Outcome.DELIVERED && ours.contains(one.id()))
            .toList();
    delivered(delivered);
    others.forEach(this::settle);
    tries(Stream.concat(delivered.stream(), others.stream()).toList(), owner);
  }

  /** A delivery counts even if the lease was lost meanwhile, anything else does not. */
  private void lock(Collection<Settlement> ended, String owner, Set<Long> open, Set<Long> ours) {
    List<Long> ids = ended.stream().map(Settlement::id).toList();
    Query lock =
        em.createNativeQuery(
            "select id, owner, state from mail_outbox where next_try_at is not null and id in "
                + places(ids, 1)
                + " order by id for update");
    bind(lock, ids, 1);
    for (Object row : lock.getResultList()) {
      Object[] values = (Object[]) row;
      long id = ((Number) values[0]).longValue();
      open.add(id);
      if (owner.equals(values[1]) && "SENDING".equals(values[2])) {
        ours.add(id);
      }
    }
  }

  private void delivered(List<Settlement> delivered) {
    if (delivered.isEmpty()) {
      return;
    }
    List<Long> ids = delivered.stream().map(Settlement::id).toList();
    Query update =
        em.createNativeQuery(
                "update mail_outbox set state = 'DELIVERED', finished_at = ?1, next_try_at = null,"
                    + " owner = null, answer = null,"
                    + FORGETS
                    + " where id in "
                    + places(ids, 2))
            .setParameter(1, InstantConverter.column(clock.instant()));
    bind(update, ids, 2);
    update.executeUpdate();
    forgetEnclosures(delivered);
    for (Settlement one : delivered) {
      OutboxMessage mail = one.mail();
      events.publish(new MailDelivered(mail.reference(), mail.template(), mail.tries()));
    }
  }

  /** What a confidential mail enclosed may hold a token as well as its body. */
  private void forgetEnclosures(Collection<Settlement> finished) {
    List<Long> ids =
        finished.stream()
            .filter(one -> one.mail().isConfidential() && one.mail().hasEnclosures())
            .map(Settlement::id)
            .toList();
    if (!ids.isEmpty()) {
      Query delete =
          em.createNativeQuery("delete from mail_enclosures where mail_id in " + places(ids, 1));
      bind(delete, ids, 1);
      delete.executeUpdate();
    }
  }

  private void settle(Settlement one) {
    if (one.outcome() == Outcome.FAILED) {
      failed(one);
    } else if (one.outcome() == Outcome.DEFERRED) {
      em.createNativeQuery(
              "update mail_outbox set state = 'QUEUED', lane = ?1, next_try_at = ?2, owner = null,"
                  + " answer = ?3 where id = ?4")
          .setParameter(1, Lane.RETRY.name())
          .setParameter(2, one.nextTry() == null ? null : InstantConverter.column(one.nextTry()))
          .setParameter(3, one.answer())
          .setParameter(4, one.id())
          .executeUpdate();
    } else {
      em.createNativeQuery(
              "update mail_outbox set state = 'QUEUED', next_try_at = ?1, owner = null,"
                  + " tries = tries - 1 where id = ?2")
          .setParameter(1, one.nextTry() == null ? null : InstantConverter.column(one.nextTry()))
          .setParameter(2, one.id())
          .executeUpdate();
    }
  }

  private void failed(Settlement one) {
    em.createNativeQuery(
            "update mail_outbox set state = 'FAILED', finished_at = ?1, next_try_at = null,"
                + " owner = null, answer = ?2,"
                + FORGETS
                + " where id = ?3")
        .setParameter(1, InstantConverter.column(clock.instant()))
        .setParameter(2, one.answer())
        .setParameter(3, one.id())
        .executeUpdate();
    forgetEnclosures(List.of(one));
    events.publish(new MailFailed(one.mail().reference(), one.mail().template(), one.answer()));
    // What a relay says at once counts as much as what comes back later.
    one.unknownMailbox().ifPresent(address -> undeliverable.mark(address, one.answer()));
  }

  private void tries(List<Settlement> settled, String owner) {
    List<Settlement> tried = settled.stream().filter(one -> one.outcome() != null).toList();
    if (tried.isEmpty()) {
      return;
    }
    String rows = tried.stream().map(one -> "(?, ?, ?, ?, ?)").collect(Collectors.joining(", "));
    Query insert =
        em.createNativeQuery(
            "insert into mail_tries (mail_id, tried_at, node, outcome, answer) values " + rows);
    int place = 1;
    for (Settlement one : tried) {
      insert.setParameter(place++, one.id());
      insert.setParameter(place++, InstantConverter.column(one.triedAt()));
      insert.setParameter(place++, owner);
      insert.setParameter(place++, String.valueOf(one.outcome()));
      insert.setParameter(place++, one.answer());
    }
    insert.executeUpdate();
  }

  private static String places(Collection<?> values, int first) {
    return Stream.iterate(first, place -> place + 1)
        .limit(values.size())
        .map(place -> "?" + place)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static void bind(Query query, Collection<?> values, int first) {
    int place = first;
    for (Object value : values) {
      query.setParameter(place++, value);
    }
  }
}
