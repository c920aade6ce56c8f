package org.carafe.dev.debug;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.carafe.core.web.Beans;
import org.jspecify.annotations.Nullable;

/** What lines in the console can reach; public because snippets are classes of their own. */
public final class ConsoleContext {
  private ConsoleContext() {}

  /** The CDI bean of a class. */
  public static <T> T bean(Class<T> type) {
    return Beans.get(type);
  }

  /** What a native query finds. */
  public static List<?> sql(String query) {
    return bean(EntityManager.class).createNativeQuery(query).getResultList();
  }

  /** What the request failed with, without the exceptions around it. */
  public static @Nullable Throwable error(String request) {
    return Records.find(request).flatMap(Recorded::failure).map(Trace::innermost).orElse(null);
  }
}
