package org.carafe.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter a page, a handler or a resource method: everybody, whoever is signed in or signed
 * out, or whoever holds a permission. There is no default: what declares no access stops the start.
 */
public final class Access {
  private static final Access ANONYMOUS = new Access(false, null);
  private static final Access SIGNED_OUT = new Access(false, null);
  private static final Access SIGNED_IN = new Access(true, null);

  private final boolean signedIn;
  private final @Nullable String permission;

  private Access(boolean signedIn, @Nullable String permission) {
    this.signedIn = signedIn;
    this.permission = permission;
  }

  /** Everybody, signed in or not. */
  public static Access anonymous() {
    return ANONYMOUS;
  }

  /** Whoever is not signed in; the others are led on. */
  public static Access signedOut() {
    return SIGNED_OUT;
  }

  /** Whoever is signed in. */
  public static Access signedIn() {
    return SIGNED_IN;
  }

  /** Whoever is signed in and holds this permission. */
  public static Access permission(String name) {
    return new Access(true, name);
  }

  /** The permission asked for, if it is one. */
  public Optional<String> permission() {
    return Optional.ofNullable(permission);
  }

  /** Whether this principal, or nobody, may enter. */
  public boolean admits(Optional<Principal> principal) {
    if (this == SIGNED_OUT) {
      return principal.isEmpty();
    }
    if (!signedIn) {
      return true;
    }
    return principal.isPresent() && (permission == null || principal.orElseThrow().may(permission));
  }

  /**
   * {@code anonymous}, {@code signed out}, {@code signed in} or the permission's name, as {@code
   * carafe routes} prints it.
   */
  @Override
  public String toString() {
    if (permission != null) {
      return permission;
    }
    if (this == SIGNED_OUT) {
      return "signed out";
    }
    return signedIn ? "signed in" : "anonymous";
  }
}
