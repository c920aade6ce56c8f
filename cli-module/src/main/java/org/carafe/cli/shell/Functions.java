package org.carafe.cli.shell;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.core.Application;
import org.carafe.core.Principal;
import org.carafe.core.event.Events;
import org.carafe.snippets.Rows;
import org.jspecify.annotations.Nullable;

/** What a line of the shell can call by its plain name. */
public final class Functions {
  private static @Nullable Shell shell;

  private Functions() {}

  static void serve(@Nullable Shell current) {
    shell = current;
  }

  private static Shell shell() {
    if (shell == null) {
      throw new IllegalStateException("This works in carafe shell only.");
    }
    return shell;
  }

  private static ApplicationContext context() {
    return shell().context();
  }

  /** Begins a transaction that lasts over lines, until {@link #commit} or {@link #rollback}. */
  public static void begin() {
    context().transactions().begin();
  }

  /** Keeps what the transaction did. */
  public static void commit() {
    context().transactions().commit();
  }

  /** Takes back what the transaction did. */
  public static void rollback() {
    context().transactions().rollback();
  }

  /**
   * Carries out a statement, in the transaction if there is one.
   *
   * @param values for its question marks
   */
  public static Rows sql(String statement, @Nullable Object... values) throws Exception {
    return shell().sql(statement, values);
  }

  /** The bean of a class, of whatever module. */
  public static <T> T bean(Class<T> type) {
    return context().get(type);
  }

  /** Has the verbs see this person as the one who is signed in; null for the operator again. */
  public static void actAs(@Nullable Principal principal) {
    context().get(org.carafe.cli.context.Operator.class).actAs(principal);
  }

  /** What there is. */
  public static void help() {
    shell().help();
  }

  /** For the variable {@code entities}. */
  public static EntityManager entityManager() {
    return context().entities();
  }

  /** For the variable {@code app}. */
  public static Application application() {
    return context().application();
  }

  /** For the variable {@code clock}. */
  public static Clock systemClock() {
    return bean(Clock.class);
  }

  /** For the variable {@code events}. */
  public static Events eventsOfModules() {
    return bean(Events.class);
  }
}
