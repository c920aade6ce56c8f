package org.carafe.cli.context;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional.TxType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Transactions of a thread, each with an entity manager of its own, as JTA has them. */
final class LocalTransactions implements TransactionSynchronizationRegistry {
  private final EntityManagerFactory factory;
  private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);
  private final ThreadLocal<EntityManager> outside;

  private static final class Running {
    private final EntityManager entities;
    private final List<Synchronization> observers = new ArrayList<>();
    private final Map<Object, Object> resources = new HashMap<>();
    private boolean doomed;

    Running(EntityManager entities) {
      this.entities = entities;
    }
  }

  LocalTransactions(EntityManagerFactory factory) {
    this.factory = factory;
    this.outside = ThreadLocal.withInitial(factory::createEntityManager);
  }

  /**
   * An entity manager that is always the one of the running transaction; where there is none, one
   * that reads and keeps nothing.
   */
  EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            LocalTransactions.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(entities(), arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private EntityManager entities() {
    Running own = running.get().peek();
    if (own != null) {
      return own.entities;
    }
    EntityManager reading = outside.get();
    reading.clear();
    return reading;
  }

  /** Calls within the transaction that this kind asks for; any exception rolls a new one back. */
  @Nullable Object call(TxType kind, Callable<@Nullable Object> call) throws Exception {
    boolean within = !running.get().isEmpty();
    return switch (kind) {
      case REQUIRED -> within ? call.call() : inNew(call);
      case REQUIRES_NEW -> inNew(call);
      case MANDATORY -> {
        current();
        yield call.call();
      }
      case SUPPORTS -> call.call();
      case NEVER -> {
        if (within) {
          throw new IllegalStateException("This must not be called within a transaction.");
        }
        yield call.call();
      }
      case NOT_SUPPORTED -> outside(call);
    };
  }

  private @Nullable Object outside(Callable<@Nullable Object> call) throws Exception {
    Deque<Running> suspended = running.get();
    running.set(new ArrayDeque<>());
    try {
      return call.call();
    } finally {
      running.set(suspended);
    }
  }

  private @Nullable Object inNew(Callable<@Nullable Object> call) throws Exception {
    var own = new Running(factory.createEntityManager());
    EntityTransaction transaction = own.entities.getTransaction();
    running.get().push(own);
    boolean committed = false;
    try {
      transaction.begin();
      Object result = call.call();
      own.observers.forEach(Synchronization::beforeCompletion);
      if (!own.doomed) {
        transaction.commit();
        committed = true;
      }
      return result;
    } finally {
      if (transaction.isActive()) {
        transaction.rollback();
      }
      running.get().pop();
      own.entities.close();
      int end = committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
      own.observers.forEach(observer -> observer.afterCompletion(end));
    }
  }

  private Running current() {
    Running own = running.get().peek();
    if (own == null) {
      throw new IllegalStateException(
          "There is no transaction here. Call a verb, or annotate the method with @Transactional.");
    }
    return own;
  }

  @Override
  public @Nullable Object getTransactionKey() {
    return running.get().peek();
  }

  @Override
  public void putResource(Object key, Object value) {
    current().resources.put(key, value);
  }

  @Override
  public @Nullable Object getResource(Object key) {
    return current().resources.get(key);
  }

  @Override
  public void registerInterposedSynchronization(Synchronization observer) {
    current().observers.add(observer);
  }

  @Override
  public int getTransactionStatus() {
    Running own = running.get().peek();
    if (own == null) {
      return Status.STATUS_NO_TRANSACTION;
    }
    return own.doomed ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
  }

  @Override
  public void setRollbackOnly() {
    current().doomed = true;
  }

  @Override
  public boolean getRollbackOnly() {
    return current().doomed;
  }
}
