package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import org.carafe.auth.entity.Client;
import org.carafe.core.Application;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.text.IdentityKey;

/**
 * From where somebody has signed in, and by which name, in the last weeks. Kept as a digest of both
 * together: neither can be read from it, and one name of a person tells nothing of the others.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class FamiliarPlaces {
  static final Duration MEMORY = Duration.ofDays(30);

  @Inject EntityManager entities;
  @Inject Clock clock;

  void remember(String name, Client client) {
    entities
        .createNativeQuery(
            "insert into sign_in_places (place, since) values (?1, ?2)"
                + " on duplicate key update since = values(since)")
        .setParameter(1, digest(name, client))
        .setParameter(2, now())
        .executeUpdate();
  }

  boolean isFamiliar(String name, Client client) {
    return !entities
        .createNativeQuery("select 1 from sign_in_places where place = ?1 and since > ?2")
        .setParameter(1, digest(name, client))
        .setParameter(2, now().minus(MEMORY))
        .getResultList()
        .isEmpty();
  }

  private static String digest(String name, Client client) {
    return Application.current().digest("auth.familiar").of(IdentityKey.of(name), client.place());
  }

  private LocalDateTime now() {
    return InstantConverter.column(clock.instant());
  }
}
