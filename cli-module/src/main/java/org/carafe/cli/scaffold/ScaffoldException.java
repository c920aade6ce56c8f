package org.carafe.cli.scaffold;

/** Nothing was written; the message says why and what to do, in a sentence. */
public final class ScaffoldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScaffoldException(String message) {
    super(message);
  }

  ScaffoldException(String message, Throwable cause) {
    super(message, cause);
  }
}
