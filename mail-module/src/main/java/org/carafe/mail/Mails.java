package org.carafe.mail;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;
import org.carafe.mail.MailRefusal.Reason;
import org.carafe.mail.control.MailStatistics;
import org.carafe.mail.control.OutboxSearch;
import org.carafe.mail.control.Undeliverable;
import org.carafe.mail.entity.MailTry;
import org.carafe.mail.entity.OutboxMessage;

/**
 * What can be done with mail that was sent: administrators find, retry and cancel it, and whoever
 * holds a mail's reference asks how far it is.
 *
 * <pre>{@code
 * var admin = MailAdministrator.signedIn(current);
 * List<OutboxMessage> failed = mails.find(admin, new MailFilter(MailState.FAILED, "", null, 50));
 * mails.retry(admin, failed.get(0).id());
 * }</pre>
 */
@Verbs
public class Mails {
  @Inject EntityManager entities;
  @Inject OutboxSearch search;
  @Inject MailStatistics statistics;
  @Inject Undeliverable undeliverable;
  @Inject Mailer mailer;
  @Inject Events events;
  @Inject Clock clock;

  /** One page, newest first. */
  public List<OutboxMessage> find(MailAdministrator by, MailFilter filter) {
    return search.find(filter);
  }

  /** One mail. */
  public Optional<OutboxMessage> find(MailAdministrator by, long id) {
    return Optional.ofNullable(entities.find(OutboxMessage.class, id));
  }

  /** The attempts to deliver a mail, oldest first. */
  public List<MailTry> tries(MailAdministrator by, long id) {
    return entities
        .createQuery("select t from MailTry t where t.mailId = :id order by t.id", MailTry.class)
        .setParameter("id", id)
        .setMaxResults(MailFilter.MOST)
        .getResultList();
  }

  /** How many mails are in each state; more than 10,000 are told as 10,001. */
  public Map<MailState, Long> counts(MailAdministrator by) {
    return new EnumMap<>(statistics.counts());
  }

  /** What happened in each hour since then, oldest first; hours without mail have zeros. */
  public List<MailHour> hours(MailAdministrator by, Instant since) {
    return statistics.hours(since, clock.instant());
  }

  /** How far the mail with this token is; empty when there is none, or no longer. */
  public Optional<MailState> state(String token) {
    return entities
        .createQuery(
            "select m.state from OutboxMessage m where m.reference = :token", MailState.class)
        .setParameter("token", token)
        .getResultStream()
        .findFirst();
  }

  /** How far each of these mails is, by its token; those that are gone are left out. */
  public Map<String, MailProgress> progress(Collection<String> tokens) {
    Map<String, MailProgress> all = new HashMap<>();
    if (!tokens.isEmpty()) {
      entities
          .createQuery(
              "select m from OutboxMessage m where m.reference in :tokens", OutboxMessage.class)
          .setParameter("tokens", tokens)
          .getResultList()
          .forEach(mail -> all.put(mail.reference().token(), progress(mail)));
    }
    return all;
  }

  /** How far the mail with this token is, in the words of whoever waits for it. */
  public Optional<MailProgress> progress(String token) {
    return entities
        .createQuery(
            "select m from OutboxMessage m where m.reference = :token", OutboxMessage.class)
        .setParameter("token", token)
        .getResultStream()
        .findFirst()
        .map(this::progress);
  }

  private MailProgress progress(OutboxMessage mail) {
    return switch (mail.state()) {
      case QUEUED -> mail.tries() > 0 ? MailProgress.RETRYING : MailProgress.SENDING;
      case SENDING -> mail.tries() > 1 ? MailProgress.RETRYING : MailProgress.SENDING;
      case DELIVERED -> MailProgress.SENT;
      case CANCELLED -> MailProgress.CANCELLED;
      case FAILED, BOUNCED, SUPPRESSED ->
          undeliverable.find(mail.recipientKey()).isPresent()
              ? MailProgress.REFUSED
              : MailProgress.FAILED;
    };
  }

  /**
   * Sends a mail now: one that waits for its next try, or one that was given up, for another day.
   *
   * @throws MailRefusal when it is being sent, is finished, has no body any more, or its address is
   *     marked as undeliverable
   */
  public void retry(MailAdministrator by, long id) throws MailRefusal {
    OutboxMessage mail = locked(id);
    if (mail.state() == MailState.DELIVERED || mail.state() == MailState.CANCELLED) {
      throw new MailRefusal(
          Reason.FINISHED, "Mail " + id + " is finished; there is nothing to send again.");
    }
    if (!mail.hasBody()) {
      throw new MailRefusal(
          Reason.BODY_GONE,
          "Mail "
              + id
              + " held a token and was forgotten. Ask its recipient to have a new one sent.");
    }
    if (undeliverable.find(mail.recipientKey()).isPresent()) {
      throw new MailRefusal(
          Reason.UNDELIVERABLE,
          "Nothing is sent to the address of mail "
              + id
              + ", because mail came back from there. Lift the mark at /admin/mail/undeliverable first.");
    }
    mail.retry(clock.instant());
    events.publish(new MailAction(by, MailAction.Kind.RETRIED, mail.reference()));
    events.publish(new MailQueued(mail.reference(), mail.template()));
  }

  /**
   * Cancels a mail.
   *
   * @throws MailRefusal when it is being sent or finished
   */
  public void cancel(MailAdministrator by, long id) throws MailRefusal {
    OutboxMessage mail = locked(id);
    if (!mail.state().isWaiting()) {
      throw new MailRefusal(
          Reason.FINISHED, "Mail " + id + " is finished; there is nothing to cancel.");
    }
    mail.cancel(clock.instant());
    events.publish(new MailAction(by, MailAction.Kind.CANCELLED, mail.reference()));
  }

  /** Sends a mail that says that mail works. */
  public MailReference test(MailAdministrator by, Recipient recipient) {
    MailReference mail =
        mailer.sendReadable(recipient, "mail.test", Map.of("now", clock.instant()));
    events.publish(new MailAction(by, MailAction.Kind.TESTED, mail));
    return mail;
  }

  private OutboxMessage locked(long id) throws MailRefusal {
    OutboxMessage mail = entities.find(OutboxMessage.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (mail == null) {
      throw new MailRefusal(Reason.UNKNOWN, "There is no mail " + id + ".");
    }
    if (mail.state() == MailState.SENDING
        && mail.nextTryAt().filter(end -> end.isAfter(clock.instant())).isPresent()) {
      throw new MailRefusal(
          Reason.BEING_SENT, "Mail " + id + " is being sent. Wait a minute and look again.");
    }
    return mail;
  }
}
