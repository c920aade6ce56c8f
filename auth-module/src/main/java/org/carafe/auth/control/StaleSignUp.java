package org.carafe.auth.control;

/** The mailed token confirms nothing: it was used up, is too old, or was never sent. */
public final class StaleSignUp extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleSignUp() {
    super("No sign-up waits for this token.");
  }
}
