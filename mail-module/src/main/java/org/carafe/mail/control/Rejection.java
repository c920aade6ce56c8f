package org.carafe.mail.control;

import java.sql.SQLException;
import java.util.Set;
import org.carafe.core.Causes;

/** That the database will not take what it was given, however often it is tried. */
final class Rejection {

  /** Data, constraints, and statements (SQL:2023, 24.1); lost connections and deadlocks pass. */
  private static final Set<String> CLASSES = Set.of("22", "23", "42", "45");

  private Rejection() {}

  static boolean isIn(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof SQLException refused
                    && refused.getSQLState() != null
                    && refused.getSQLState().length() == 5
                    && CLASSES.contains(refused.getSQLState().substring(0, 2)));
  }
}
