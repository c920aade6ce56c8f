package org.carafe.cli.context;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceInjectionServices;
import org.jboss.weld.injection.spi.ResourceReference;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jspecify.annotations.Nullable;

/** What a server would inject by {@code @PersistenceContext} and {@code @Resource}. */
final class ServerResources {
  private final EntityManagers managers;
  private final LocalTransactions transactions;

  ServerResources(EntityManagers managers, LocalTransactions transactions) {
    this.managers = managers;
    this.transactions = transactions;
  }

  JpaInjectionServices persistence() {
    return new JpaInjectionServices() {
      @Override
      public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(
          InjectionPoint point) {
        return factory(() -> managers.shared(transactions));
      }

      @Override
      public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(
          InjectionPoint point) {
        return factory(managers::factory);
      }

      @Override
      public void cleanup() {}
    };
  }

  ResourceInjectionServices resources() {
    return new ResourceInjectionServices() {
      @Override
      public ResourceReferenceFactory<Object> registerResourceInjectionPoint(InjectionPoint point) {
        return factory(() -> resource(point.getType()));
      }

      @Override
      @SuppressWarnings("NullAway") // what only a server has is null here
      public ResourceReferenceFactory<Object> registerResourceInjectionPoint(
          String name, String mappedName) {
        return factory(() -> null);
      }

      @Override
      public void cleanup() {}
    };
  }

  @SuppressWarnings("NullAway") // what only a server has is null here
  private Object resource(Type type) {
    if (type == TransactionSynchronizationRegistry.class) {
      return transactions;
    }
    if (type == ManagedExecutorService.class) {
      return executor();
    }
    return type == DataSource.class ? managers.dataSource() : null;
  }

  /**
   * Does at once what it is given, outside of any transaction: when a line of the shell has ended,
   * its observers have too.
   */
  private ManagedExecutorService executor() {
    return (ManagedExecutorService)
        Proxy.newProxyInstance(
            ServerResources.class.getClassLoader(),
            new Class<?>[] {ManagedExecutorService.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("execute") && arguments[0] instanceof Runnable task) {
                return transactions.outside(nothing(task));
              }
              throw new UnsupportedOperationException(
                  method.getName() + " works in the server only.");
            });
  }

  private static Callable<@Nullable Void> nothing(Runnable task) {
    return () -> {
      task.run();
      return null;
    };
  }

  private static <T> ResourceReferenceFactory<T> factory(Supplier<T> made) {
    return () ->
        new ResourceReference<>() {
          @Override
          public T getInstance() {
            return made.get();
          }

          @Override
          public void release() {}
        };
  }
}
