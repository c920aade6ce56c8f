package org.carafe.cli.context;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.carafe.cli.schema.ModelUnit;
import org.carafe.core.migration.Database;
import org.jspecify.annotations.Nullable;

/** The entities of all modules on one database, mapped when they are first asked for. */
final class EntityManagers implements AutoCloseable {
  private static final Set<String> CHANGES =
      Set.of("persist", "merge", "remove", "refresh", "flush", "joinTransaction");

  private final List<String> classes;
  private final Database database;
  private @Nullable EntityManagerFactory factory;

  EntityManagers(List<String> classes, Database database) {
    this.classes = classes;
    this.database = database;
  }

  synchronized EntityManagerFactory factory() {
    if (factory == null) {
      factory =
          new ModelUnit(
                  "carafe-" + UUID.randomUUID(), classes, EntityManagers.class.getClassLoader())
              .on(database);
    }
    return factory;
  }

  /** Each connection is a new one: a person at a prompt needs no pool. */
  DataSource dataSource() {
    return ModelUnit.dataSource(database);
  }

  EntityManager open() {
    return factory().createEntityManager();
  }

  /** One for everybody, which stands for that of the thread's transaction. */
  EntityManager shared(LocalTransactions transactions) {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManagers.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> call(proxy, method, arguments, transactions));
  }

  private static @Nullable Object call(
      Object proxy, Method method, Object @Nullable [] arguments, LocalTransactions transactions)
      throws Throwable {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "the entity manager";
      case "close", "getTransaction" ->
          throw new IllegalStateException("Use begin(), commit() and rollback().");
      default -> pass(method, arguments, transactions);
    };
  }

  private static @Nullable Object pass(
      Method method, Object @Nullable [] arguments, LocalTransactions transactions)
      throws Throwable {
    if (CHANGES.contains(method.getName()) && !transactions.isActive()) {
      throw new TransactionRequiredException(
          "%s needs a transaction: begin() first, commit() afterwards."
              .formatted(method.getName()));
    }
    try {
      return method.invoke(transactions.entities(), arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    }
  }

  /** Whether a lazy attribute of an entity was read already. */
  boolean isLoaded(Object entity, String attribute) {
    return factory().getPersistenceUnitUtil().isLoaded(entity, attribute);
  }

  @Override
  public synchronized void close() {
    if (factory != null) {
      factory.close();
    }
  }
}
