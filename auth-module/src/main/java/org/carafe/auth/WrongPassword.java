package org.carafe.auth;

/** The password is not the one that was chosen. */
public final class WrongPassword extends Exception {
  private static final long serialVersionUID = 1L;

  WrongPassword() {
    super("The password is another one.");
  }
}
