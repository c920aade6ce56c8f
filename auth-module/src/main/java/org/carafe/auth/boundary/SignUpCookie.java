package org.carafe.auth.boundary;

import java.util.Optional;
import org.carafe.auth.entity.SignUp;
import org.carafe.core.web.SignedCookie;

/** Ties a sign-up to the browser it was made in: the signed number of the sign-up. */
final class SignUpCookie {
  private static final SignedCookie COOKIE = new SignedCookie("signup", SignUp.LIFETIME);

  private SignUpCookie() {}

  /** The number of the sign-up made in this browser. */
  static Optional<Long> read() {
    return COOKIE.read().map(Long::valueOf);
  }

  static void write(long id) {
    COOKIE.write(Long.toString(id));
  }

  static void remove() {
    COOKIE.remove();
  }
}
