package org.carafe.core.web;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CDI beans that blueprints name by their class. {@link CDI#current} walks the stack to find
 * out who asks, which costs more than the rest of a short request, so it is asked once; and the
 * proxies of normal scopes are good for ever.
 */
public final class Beans {
  private static final Map<Class<?>, Object> PROXIES = new ConcurrentHashMap<>();
  private static final Map<Class<?>, Optional<Bean<?>>> BEANS = new ConcurrentHashMap<>();

  private Beans() {}

  private static final class Once {
    static final BeanManager MANAGER = CDI.current().getBeanManager();
  }

  /**
   * The bean of a class.
   *
   * @throws IllegalStateException when there is none
   */
  public static <T> T get(Class<T> type) {
    return find(type)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    type.getName()
                        + " is no CDI bean. Give it a scope, such as @ApplicationScoped."));
  }

  /** The bean of a class or interface, if there is one. */
  public static <T> Optional<T> find(Class<T> type) {
    Object proxy = PROXIES.get(type);
    if (proxy != null) {
      return Optional.of(type.cast(proxy));
    }
    return BEANS.computeIfAbsent(type, Beans::resolve).map(bean -> reference(type, bean));
  }

  private static Optional<Bean<?>> resolve(Class<?> type) {
    Set<Bean<?>> candidates = Once.MANAGER.getBeans(type);
    return Optional.ofNullable(Once.MANAGER.resolve(candidates));
  }

  private static <T> T reference(Class<T> type, Bean<?> bean) {
    BeanManager manager = Once.MANAGER;
    Object reference = manager.getReference(bean, type, manager.createCreationalContext(bean));
    if (manager.isNormalScope(bean.getScope())) {
      PROXIES.put(type, reference);
    }
    return type.cast(reference);
  }
}
