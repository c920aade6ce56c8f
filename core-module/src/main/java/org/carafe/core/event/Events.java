package org.carafe.core.event;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;

/**
 * Publishes facts to whoever observes them, in this module or above.
 *
 * <pre>{@code
 * events.publish(new UserRegistered(person.id(), person.name(), address));
 *
 * void greet(@Observes UserRegistered event) { … }
 * }</pre>
 *
 * <p>A fact is published when the transaction that caused it is committed, and not at all when it
 * is rolled back. Observers run soon after, on another thread and outside of any transaction, so
 * that they neither delay nor undo what happened; one that fails is logged and does not keep the
 * others from running. Facts that follow each other closely may be told in any order.
 */
@ApplicationScoped
public class Events {
  private static final Logger LOG = System.getLogger(Events.class.getName());

  @Inject BeanManager beans;
  @Inject TransactionSynchronizationRegistry transactions;

  @Resource ManagedExecutorService executor;

  /** Publishes a record after the caller's transaction, or at once when there is none. */
  public void publish(Record event) {
    if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
      later(event);
      return;
    }
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              later(event);
            }
          }
        });
  }

  private void later(Record event) {
    try {
      executor.execute(() -> fire(event));
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.WARNING, "Nobody is told of {0}: the server is ending", event.getClass());
    }
  }

  private void fire(Record event) {
    for (var observer : beans.resolveObserverMethods(event)) {
      try {
        notify(observer, event);
      } catch (RuntimeException failure) {
        LOG.log(Level.ERROR, "An observer of " + event.getClass().getName() + " failed", failure);
      }
    }
  }

  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // resolveObserverMethods chose it by the event's type
  private static void notify(jakarta.enterprise.inject.spi.ObserverMethod observer, Record event) {
    observer.notify(event);
  }
}
