package org.carafe.mail;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.carafe.core.Verbs;
import org.carafe.core.event.Events;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.entity.UndeliverableAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses whose mail came back. Nothing is sent there until an administrator clears them or their
 * owner confirms them.
 */
@Verbs
public class UndeliverableAddresses {
  @Inject EntityManager entities;
  @Inject Events events;

  /** Why nothing is sent to an address; empty when it is. */
  public Optional<UndeliverableAddress> find(String address) {
    return Optional.ofNullable(entities.find(UndeliverableAddress.class, IdentityKey.of(address)));
  }

  /**
   * A page of them, in alphabetical order.
   *
   * @param search the beginning of an address; empty for all
   * @param after the last of the page before; null for the first page
   */
  public List<UndeliverableAddress> find(
      MailAdministrator by, String search, @Nullable String after, int limit) {
    return entities
        .createQuery(
            "select a from UndeliverableAddress a where a.addressKey > :after"
                + " and a.addressKey like :search escape '!' order by a.addressKey",
            UndeliverableAddress.class)
        .setParameter("after", after == null ? "" : IdentityKey.of(after))
        .setParameter("search", escaped(IdentityKey.of(search.strip())) + "%")
        .setMaxResults(limit)
        .getResultList();
  }

  private static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }

  /** Sends mail there again. */
  public boolean clear(MailAdministrator by, String address) {
    return clear(address, Optional.of(by.name()), by.personId());
  }

  /** Sends mail there again, because its owner proved that mail arrives. */
  public boolean confirmed(String address) {
    return clear(address, Optional.empty(), Optional.empty());
  }

  private boolean clear(String address, Optional<String> who, Optional<Long> personId) {
    int cleared =
        entities
            .createQuery("delete from UndeliverableAddress a where a.addressKey = :key")
            .setParameter("key", IdentityKey.of(address))
            .executeUpdate();
    if (cleared > 0) {
      events.publish(new AddressCleared(address, who, personId));
    }
    return cleared > 0;
  }
}
