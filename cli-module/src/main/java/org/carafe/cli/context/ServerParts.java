package org.carafe.cli.context;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.Nonbinding;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.carafe.core.Start;
import org.carafe.core.persistence.Environment;
import org.jspecify.annotations.Nullable;

/** What beans find in the server, for a command: transactions, entity manager and threads. */
final class ServerParts implements Extension {
  private static final Set<Class<?>> THREADS =
      Set.of(ManagedExecutorService.class, ManagedScheduledExecutorService.class);

  private final LocalTransactions transactions;
  private final ScheduledExecutorService threads;

  ServerParts(LocalTransactions transactions, ScheduledExecutorService threads) {
    this.transactions = transactions;
    this.threads = threads;
  }

  /** One interceptor for all kinds of transactions; the server has one for each. */
  void bind(@Observes BeforeBeanDiscovery event) {
    event
        .configureInterceptorBinding(Transactional.class)
        .filterMethods(member -> member.getJavaMember().getName().equals("value"))
        .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
  }

  /** A command neither assembles the application once more nor migrates. */
  void leaveOut(@Observes ProcessAnnotatedType<Start> type) {
    type.veto();
  }

  void replaceFields(@Observes ProcessAnnotatedType<Environment> type) {
    type.configureAnnotatedType()
        .filterFields(any -> true)
        .forEach(field -> field.remove(any -> true));
  }

  <T> void injectThreads(@Observes @WithAnnotations(Resource.class) ProcessAnnotatedType<T> type) {
    type.configureAnnotatedType()
        .filterFields(ServerParts::holdsThreads)
        .forEach(field -> field.add(InjectLiteral.INSTANCE));
  }

  private static boolean holdsThreads(AnnotatedField<?> field) {
    return field.isAnnotationPresent(Resource.class)
        && THREADS.contains(field.getJavaMember().getType());
  }

  void add(@Observes AfterBeanDiscovery event) {
    event.addBean().types(LocalTransactions.class).createWith(any -> transactions);
    event
        .addBean()
        .types(TransactionSynchronizationRegistry.class)
        .scope(Dependent.class)
        .createWith(any -> transactions);
    event
        .addBean()
        .types(EntityManager.class)
        .scope(Dependent.class)
        .createWith(any -> transactions.entityManager());
    event
        .addBean()
        .types(ManagedExecutorService.class, ManagedScheduledExecutorService.class)
        .scope(ApplicationScoped.class)
        .createWith(any -> managed());
  }

  private ManagedScheduledExecutorService managed() {
    return (ManagedScheduledExecutorService)
        Proxy.newProxyInstance(
            ServerParts.class.getClassLoader(),
            new Class<?>[] {ManagedScheduledExecutorService.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (!method.getDeclaringClass().isInstance(threads)) {
      throw new UnsupportedOperationException(
          "A command's threads have no " + method.getName() + "; the server's have.");
    }
    try {
      return method.invoke(threads, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
