package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.carafe.core.persistence.RetriesDeadlocks;

/** When sessions were used last; noted hourly at most, so that reading does not become writing. */
@ApplicationScoped
@Transactional
@RetriesDeadlocks
public class SessionVisits {
  @Inject EntityManager entities;

  /** Notes a visit and when the session ends now. */
  public void note(String tokenHash, Instant now, Instant end) {
    entities
        .createQuery(
            "update Session s set s.seenAt = :now, s.expiresAt = :end where s.tokenHash = :hash")
        .setParameter("now", now)
        .setParameter("end", end)
        .setParameter("hash", tokenHash)
        .executeUpdate();
  }
}
