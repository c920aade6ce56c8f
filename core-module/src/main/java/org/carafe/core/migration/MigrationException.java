package org.carafe.core.migration;

/** A migration was refused or failed; the message says why in a sentence and what to do. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MigrationException(String message) {
    super(message);
  }

  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
