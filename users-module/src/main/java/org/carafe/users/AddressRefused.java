package org.carafe.users;

/** What was asked of the person's addresses cannot be done; the key names the sentence why. */
public final class AddressRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** Refused for the reason that this key names. */
  public static AddressRefused because(String key) {
    return new AddressRefused(key);
  }

  AddressRefused(String key) {
    super(key);
  }

  /** The full key of the sentence to show. */
  public String key() {
    return String.valueOf(getMessage());
  }
}
