package org.carafe.core.signing;

/**
 * A token was not signed by one of our keys for this purpose, or is damaged.
 *
 * <p>The message says what was wrong, for the log; it never repeats the token. Anybody can send any
 * number of forged tokens, so the exception carries no stack trace.
 */
public class BadSignature extends Exception {

  private static final long serialVersionUID = 1L;

  BadSignature(String message) {
    super(message, null, false, false);
  }
}
