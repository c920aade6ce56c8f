package org.carafe.users;

/** Somebody has this username already. */
public final class UsernameTaken extends Exception {
  private static final long serialVersionUID = 1L;

  UsernameTaken(String username) {
    super("“" + username + "” is taken.");
  }
}
