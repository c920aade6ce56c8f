package org.carafe.cli.context;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes the modules' beans fit where there is no server: leaves out what only answers requests,
 * keeps what begins with a server from beginning, and hears what is published.
 */
final class WithoutServer implements Extension {
  private static final Pattern OF_SERVERS =
      Pattern.compile(
          "jakarta\\.(servlet|faces|ws\\.rs|ejb|websocket)\\..*|org\\.eclipse\\.microprofile\\.health\\..*");
  private static final Pattern SUPPLIED_BY_SERVERS =
      Pattern.compile(
          "jakarta\\.(servlet|faces|ws\\.rs|security|enterprise\\.concurrent|jms|mail|batch|websocket)\\..*");

  private final LocalTransactions transactions;
  private final Consumer<Record> listener;
  private final Set<Class<?>> missing = new LinkedHashSet<>();

  WithoutServer(LocalTransactions transactions, Consumer<Record> listener) {
    this.transactions = transactions;
    this.listener = listener;
  }

  void leaveOut(@Observes ProcessAnnotatedType<?> type) {
    boolean ofServer =
        type.getAnnotatedType().getAnnotations().stream()
            .anyMatch(
                annotation -> OF_SERVERS.matcher(annotation.annotationType().getName()).matches());
    if (ofServer) {
      type.veto();
    }
  }

  void keepFromStarting(@Observes ProcessObserverMethod<Startup, ?> observer) {
    observer.veto();
  }

  void keepFromStopping(@Observes ProcessObserverMethod<Shutdown, ?> observer) {
    observer.veto();
  }

  void note(@Observes ProcessInjectionPoint<?, ?> point) {
    if (point.getInjectionPoint().getType() instanceof Class<?> type
        && SUPPLIED_BY_SERVERS.matcher(type.getName()).matches()) {
      missing.add(type);
    }
  }

  @SuppressWarnings("NullAway") // nothing stands for what only a server has
  void supply(@Observes AfterBeanDiscovery discovered) {
    for (Class<?> type : missing) {
      discovered.addBean().addType(type).scope(Dependent.class).createWith(context -> null);
    }
    discovered
        .<LocalTransactions>addBean()
        .addType(LocalTransactions.class)
        .scope(Dependent.class)
        .createWith(context -> transactions);
    discovered.addObserverMethod(new EventListener(listener));
  }
}
