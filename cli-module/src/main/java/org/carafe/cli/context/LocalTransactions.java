package org.carafe.cli.context;

import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of the server, on one database and without a transaction manager: each is an
 * entity manager of its own, and a thread has a stack of them, so that one can wait for another.
 */
public final class LocalTransactions implements TransactionSynchronizationRegistry {
  /** An empty place is a stretch without a transaction, above one that waits. */
  private static final ThreadLocal<Deque<Optional<Work>>> STACK =
      ThreadLocal.withInitial(ArrayDeque::new);

  private final Supplier<EntityManager> opens;

  LocalTransactions(Supplier<EntityManager> opens) {
    this.opens = opens;
  }

  private record Work(
      EntityManager entities,
      List<Synchronization> synchronizations,
      Map<Object, @Nullable Object> resources) {

    boolean isActive() {
      return entities.getTransaction().isActive();
    }
  }

  private static Optional<Work> work() {
    return Optional.ofNullable(STACK.get().peek()).flatMap(top -> top);
  }

  private static Work required() {
    return work()
        .orElseThrow(() -> new IllegalStateException("There is no transaction: begin() first."));
  }

  /** Whether the thread is in a transaction. */
  public boolean isActive() {
    return work().isPresent();
  }

  /** The transaction's entity manager, or a fresh one where there is none. */
  EntityManager entities() {
    return work().map(Work::entities).orElseGet(opens);
  }

  /**
   * Begins a transaction that lasts until {@link #commit} or {@link #rollback}.
   *
   * @throws IllegalStateException when there is one already
   */
  public void begin() {
    if (isActive()) {
      throw new IllegalStateException(
          "There is a transaction already: commit() or rollback() first.");
    }
    EntityManager entities = opens.get();
    entities.getTransaction().begin();
    STACK.get().push(Optional.of(new Work(entities, new ArrayList<>(), new HashMap<>())));
  }

  /**
   * Ends the transaction and keeps what it did.
   *
   * @throws RollbackException when nothing could be kept
   */
  public void commit() {
    Work work = required();
    boolean committed = false;
    try {
      if (work.entities().getTransaction().getRollbackOnly()) {
        throw new RollbackException(
            "The transaction was rolled back, because something in it had failed.");
      }
      List.copyOf(work.synchronizations()).forEach(Synchronization::beforeCompletion);
      work.entities().getTransaction().commit();
      committed = true;
    } finally {
      end(work, committed);
    }
  }

  /** Ends the transaction and takes back what it did. */
  public void rollback() {
    end(required(), false);
  }

  private static void end(Work work, boolean committed) {
    if (work.isActive()) {
      work.entities().getTransaction().rollback();
    }
    STACK.get().pop();
    int status = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
    work.synchronizations().forEach(one -> one.afterCompletion(status));
  }

  /** Does something outside of the thread's transaction, which waits meanwhile. */
  <T extends @Nullable Object> T outside(Callable<T> task) throws Exception {
    STACK.get().push(Optional.empty());
    try {
      return task.call();
    } finally {
      STACK.get().pop();
    }
  }

  @Override
  public @Nullable Object getTransactionKey() {
    return work().orElse(null);
  }

  @Override
  public void putResource(Object key, @Nullable Object value) {
    required().resources().put(key, value);
  }

  @Override
  public @Nullable Object getResource(Object key) {
    return required().resources().get(key);
  }

  @Override
  public void registerInterposedSynchronization(Synchronization synchronization) {
    required().synchronizations().add(synchronization);
  }

  @Override
  public int getTransactionStatus() {
    return work()
        .map(
            work ->
                work.entities().getTransaction().getRollbackOnly()
                    ? Status.STATUS_MARKED_ROLLBACK
                    : Status.STATUS_ACTIVE)
        .orElse(Status.STATUS_NO_TRANSACTION);
  }

  @Override
  public void setRollbackOnly() {
    required().entities().getTransaction().setRollbackOnly();
  }

  @Override
  public boolean getRollbackOnly() {
    return required().entities().getTransaction().getRollbackOnly();
  }
}
