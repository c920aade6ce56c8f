package org.carafe.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the session token of the identity cookie into the person behind it. The auth module
 * supplies the one implementation; the kernel asks at most once a request, and only when something
 * wants to know.
 */
public interface Authenticator {

  /** Who is behind a token whose signature held, unless the session ended or was revoked. */
  Optional<Authentication> authenticate(String token);

  /**
   * What a live session says.
   *
   * @param principal whose it is
   * @param renewal how long the cookie shall live from now on when it is due to be written again,
   *     {@link Duration#ZERO} for a cookie that ends with the browser, {@code null} when it is not
   *     due
   */
  record Authentication(Principal principal, @Nullable Duration renewal) {}
}
