package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.beans.Introspector;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The beans in the root packages of modules, which are what others use of them. */
public final class ModuleVerbs {
  private ModuleVerbs() {}

  /** Their classes, by the names that variables of them would have. */
  public static SortedMap<String, Class<?>> of(Application application, BeanManager beans) {
    Set<String> packages =
        application.blueprints().stream()
            .filter(blueprint -> !blueprint.name().equals("core")) // the kernel's are for requests
            .map(blueprint -> blueprint.getClass().getPackageName())
            .collect(Collectors.toSet());
    var verbs = new TreeMap<String, Class<?>>();
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Class<?> type = bean.getBeanClass();
      boolean isVerbs =
          bean.getScope() == ApplicationScoped.class
              && bean.getTypes().contains(type)
              && type.getInterfaces().length == 0
              && packages.contains(type.getPackageName());
      if (isVerbs) {
        verbs.put(Introspector.decapitalize(type.getSimpleName()), type);
      }
    }
    return verbs;
  }
}
