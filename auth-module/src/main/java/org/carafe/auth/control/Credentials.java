package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.carafe.auth.entity.Credential;
import org.carafe.core.persistence.RetriesDeadlocks;

/** The hashed passwords in the database. */
@ApplicationScoped
@Transactional
@RetriesDeadlocks
public class Credentials {
  @Inject EntityManager entities;
  @Inject Clock clock;

  /** A person's hash, if the person has a password. */
  public Optional<String> hashOf(long userId) {
    return Optional.ofNullable(entities.find(Credential.class, userId))
        .map(Credential::getPasswordHash);
  }

  /** A person's first password. */
  public void create(long userId, String hash) {
    entities.persist(new Credential(userId, hash, clock.instant()));
  }

  /** The same password at today's cost, unless it was changed meanwhile. */
  public void rehash(long userId, String verified, String hash) {
    entities
        .createQuery(
            "update Credential c set c.passwordHash = :hash where c.userId = :user and c.passwordHash = :verified")
        .setParameter("hash", hash)
        .setParameter("user", userId)
        .setParameter("verified", verified)
        .executeUpdate();
  }
}
