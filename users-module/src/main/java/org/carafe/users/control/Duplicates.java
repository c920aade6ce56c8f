package org.carafe.users.control;

import java.sql.SQLException;
import org.carafe.core.Causes;

/** Recognises a unique constraint in the exception that JPA wraps around it. */
public final class Duplicates {
  private static final int DUPLICATE_ENTRY = 1062;

  private Duplicates() {}

  /** Whether this constraint refused a row. */
  public static boolean isOf(String constraint, Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && sql.getErrorCode() == DUPLICATE_ENTRY
                    && String.valueOf(sql.getMessage()).contains("for key '" + constraint + "'"));
  }
}
