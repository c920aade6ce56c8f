package org.carafe.users.control;

import java.sql.SQLException;

/** Recognises a unique constraint in the exception that JPA wraps around it. */
public final class Duplicates {
  private static final int DUPLICATE_ENTRY = 1062;

  private Duplicates() {}

  /** Whether this constraint refused a row. */
  public static boolean isOf(String constraint, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getErrorCode() == DUPLICATE_ENTRY
          && String.valueOf(sql.getMessage()).contains("for key '" + constraint + "'")) {
        return true;
      }
    }
    return false;
  }
}
