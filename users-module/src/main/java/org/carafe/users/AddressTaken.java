package org.carafe.users;

/** Somebody has confirmed this address already. */
public final class AddressTaken extends Exception {
  private static final long serialVersionUID = 1L;

  AddressTaken() {
    super("The address belongs to another account.");
  }
}
