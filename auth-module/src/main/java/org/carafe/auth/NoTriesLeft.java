package org.carafe.auth;

/** Too many wrong passwords were given for a sign-up: no further one is looked at. */
public final class NoTriesLeft extends Exception {
  private static final long serialVersionUID = 1L;

  NoTriesLeft() {
    super("No further password is looked at.");
  }
}
