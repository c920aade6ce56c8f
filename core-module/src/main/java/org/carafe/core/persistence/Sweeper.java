package org.carafe.core.persistence;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.event.ApplicationReady;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what has been kept long enough, every few minutes on every node. Each batch is a short
 * transaction of its own, so that nobody waits for a great many rows; nodes that sweep at once
 * share the work.
 */
@ApplicationScoped
@RetriesDeadlocks
public class Sweeper {
  private static final Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final int BATCH = 200;
  private static final String THREAD = "sweeper";

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Instance<Retention> retentions;
  @Inject Instance<Sweeper> self;
  @Resource ManagedThreadFactory threads;

  /** Of its own: what waits in the server's keeps an application that has ended in memory. */
  private @Nullable ScheduledExecutorService scheduler;

  void start(@Observes ApplicationReady ready) {
    Duration every = Application.current().configuration().get(CoreSettings.SWEEP_EVERY);
    scheduler = Executors.newSingleThreadScheduledExecutor(this::thread);
    var unused =
        scheduler.scheduleWithFixedDelay(
            self.get()::sweepAll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Thread thread(Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setName(THREAD);
    return thread;
  }

  @PreDestroy
  void stop() {
    if (scheduler != null) {
      scheduler.shutdown();
    }
  }

  /** Deletes everything that is due; one rule that fails does not keep the others from it. */
  @Transactional(TxType.NEVER)
  public void sweepAll() {
    Configuration configuration = Application.current().configuration();
    for (Retention retention : retentions) {
      try {
        retention.rules(configuration).forEach(this::sweepOrLeave);
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "What " + retention.getClass() + " keeps stays for now", failure);
      }
    }
  }

  private void sweepOrLeave(Retention.Rule rule) {
    try {
      sweep(rule);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Old rows of " + rule.table() + " stay for now", failure);
    }
  }

  private void sweep(Retention.Rule rule) {
    long all = 0;
    int deleted;
    do {
      deleted = self.get().deleteSome(rule, BATCH);
      all += deleted;
    } while (deleted == BATCH);
    if (all > 0) {
      LOG.log(Level.DEBUG, "Deleted {0} old rows of {1}", all, rule.table());
    }
  }

  /** One batch; answers how many it were. */
  @Transactional(TxType.REQUIRES_NEW)
  public int deleteSome(Retention.Rule rule, int most) {
    return entities
        .createNativeQuery(
            "delete from %s where %s < ?1 order by %s limit %d"
                .formatted(rule.table(), rule.column(), rule.column(), most))
        .setParameter(1, InstantConverter.column(clock.instant().minus(rule.keep())))
        .executeUpdate();
  }
}
