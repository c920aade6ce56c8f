package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.carafe.core.event.Events;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.MailFailed;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.mail.entity.UndeliverableAddress;

/** Which addresses get no mail, in the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Undeliverable {
  @Inject EntityManager em;
  @Inject Events events;
  @Inject Clock clock;

  /** Why nothing is sent to the address that this is the key of; empty when it is. */
  public Optional<UndeliverableAddress> find(String addressKey) {
    return Optional.ofNullable(em.find(UndeliverableAddress.class, addressKey));
  }

  /** Those among these addresses that get no mail. */
  public List<String> among(Collection<String> addresses) {
    return addresses.stream().filter(one -> find(IdentityKey.of(one)).isPresent()).toList();
  }

  /**
   * Sends nothing more there, not even what waits to be sent.
   *
   * @param reason what the other side said
   * @return whether it is news
   */
  public boolean mark(String address, String reason) {
    String key = IdentityKey.of(address);
    Instant now = clock.instant();
    int added =
        em.createNativeQuery(
                "insert ignore into mail_undeliverable (address_key, address, since, reason)"
                    + " values (?1, ?2, ?3, ?4)")
            .setParameter(1, key)
            .setParameter(2, address)
            .setParameter(3, InstantConverter.column(now))
            .setParameter(4, reason)
            .executeUpdate();
    if (added == 0) {
      em.createNativeQuery("update mail_undeliverable set since = ?1 where address_key = ?2")
          .setParameter(1, InstantConverter.column(now))
          .setParameter(2, key)
          .executeUpdate();
    }
    find(key).ifPresent(mark -> suppress(mark, now));
    return added > 0;
  }

  /** What another transaction is about to claim or to change is its business. */
  private void suppress(UndeliverableAddress mark, Instant now) {
    List<?> waiting =
        em.createNativeQuery(
                "select id from mail_outbox where recipient_key = ?1 and state = 'QUEUED'"
                    + " for update skip locked")
            .setParameter(1, mark.addressKey())
            .getResultList();
    for (Object id : waiting) {
      OutboxMessage mail = em.find(OutboxMessage.class, ((Number) id).longValue());
      em.refresh(mail);
      mail.suppress(mark, now);
      events.publish(new MailFailed(mail.reference(), mail.template(), mark.reason()));
    }
  }
}
