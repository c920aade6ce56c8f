package org.carafe.cli.context;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.carafe.cli.schema.ModelUnit;
import org.carafe.core.Application;
import org.carafe.core.migration.Database;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * The application behind a command, as the server has it: every module's beans, with transactions
 * on one database, and events whose observers run.
 *
 * <pre>{@code
 * try (var context = ApplicationContext.open(application, database)) {
 *   context.inject(command);
 *   …
 * }
 * }</pre>
 */
public final class ApplicationContext implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final EntityManagerFactory factory;
  private final ScheduledExecutorService threads;
  private final WeldContainer container;

  private ApplicationContext(
      EntityManagerFactory factory, ScheduledExecutorService threads, WeldContainer container) {
    this.factory = factory;
    this.threads = threads;
    this.container = container;
  }

  /** Makes the application the current one, on a database whose schema is up to date. */
  public static ApplicationContext open(Application application, Database database) {
    application.install();
    EntityManagerFactory factory =
        ModelUnit.ofClassPath(ApplicationContext.class.getClassLoader()).on(database);
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    var parts = new ServerParts(new LocalTransactions(factory), threads);
    WeldContainer container =
        new Weld("carafe").addExtension(parts).addBeanClass(TransactionalCalls.class).initialize();
    return new ApplicationContext(factory, threads, container);
  }

  /** Whether a command asks for beans. */
  public static boolean isWantedBy(Object command) {
    return Arrays.stream(command.getClass().getDeclaredFields())
        .anyMatch(field -> field.isAnnotationPresent(Inject.class));
  }

  /** Gives an object, which is no bean itself, the beans that it asks for. */
  public <T> void inject(T object) {
    BeanManager beans = container.getBeanManager();
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) object.getClass();
    beans
        .getInjectionTargetFactory(beans.createAnnotatedType(type))
        .createInjectionTarget(null)
        .inject(object, beans.createCreationalContext(null));
  }

  /** Ends it, once observers have seen what happened. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    container.close();
    factory.close();
  }
}
