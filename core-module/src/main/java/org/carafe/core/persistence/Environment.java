package org.carafe.core.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;

/** Makes the entity manager, the transaction and the clock injectable. */
@Dependent
public class Environment {

  @Produces @PersistenceContext EntityManager entityManager;

  @Produces
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  @Produces
  @ApplicationScoped
  Clock clock() {
    return new UtcClock();
  }

  /** {@link Clock#systemUTC} in a class that can be proxied. */
  static class UtcClock extends Clock {
    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return Clock.system(zone);
    }

    @Override
    public java.time.Instant instant() {
      // MariaDB keeps microseconds: what is compared with a stored time must not have more.
      return java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
  }
}
