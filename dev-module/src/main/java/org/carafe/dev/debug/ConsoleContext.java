package org.carafe.dev.debug;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.carafe.core.Application;
import org.carafe.core.ModuleVerbs;
import org.carafe.core.web.Beans;
import org.carafe.snippets.Lines;
import org.carafe.snippets.Rows;
import org.jspecify.annotations.Nullable;

/** What lines in the console can reach; public because snippets are classes of their own. */
public final class ConsoleContext {
  private ConsoleContext() {}

  /** The CDI bean of a class. */
  public static <T> T bean(Class<T> type) {
    return Beans.get(type);
  }

  /**
   * What a statement answers.
   *
   * @param values for its question marks
   */
  public static Rows sql(String statement, @Nullable Object... values) throws SQLException {
    return bean(ConsoleDatabase.class).sql(statement, values);
  }

  /** As the shell shows it. */
  static List<String> lines(@Nullable Object value) {
    return new Lines(
            (entity, attribute) ->
                bean(EntityManager.class)
                    .getEntityManagerFactory()
                    .getPersistenceUnitUtil()
                    .isLoaded(entity, attribute),
            verbs().values()::contains)
        .of(value);
  }

  /** The modules' verbs, by the names that {@code carafe shell} has for them. */
  static SortedMap<String, Class<?>> verbs() {
    return ModuleVerbs.of(Application.current(), CDI.current().getBeanManager());
  }

  /** What the request failed with, without the exceptions around it. */
  public static @Nullable Throwable error(String request) {
    return Records.find(request).flatMap(Recorded::failure).map(Trace::innermost).orElse(null);
  }
}
