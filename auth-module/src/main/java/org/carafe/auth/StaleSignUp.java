package org.carafe.auth;

/**
 * The mailed token confirms nothing: it was used up, is too old, was never sent, or somebody else
 * has confirmed the address by now.
 */
public final class StaleSignUp extends Exception {
  private static final long serialVersionUID = 1L;

  /** For a token that confirms nothing. */
  public StaleSignUp() {
    super("No sign-up waits for this token.");
  }
}
