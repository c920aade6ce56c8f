package org.carafe.testing;

/** A part could not be started; the message says why in a sentence. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
