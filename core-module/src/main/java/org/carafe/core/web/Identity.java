package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.carafe.core.Authenticator;
import org.carafe.core.Principal;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.signing.BadSignature;
import org.jspecify.annotations.Nullable;

/**
 * The identity cookie: a signed session token. It is set at sign-in, at renewal and at sign-out,
 * and the person behind it is looked up when first asked for.
 */
final class Identity {
  private static final String COOKIE = "session";

  private final Kernel kernel;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private boolean read;
  private @Nullable String token;
  private boolean asked;
  private @Nullable RuntimeException unheard;
  private @Nullable Principal principal;

  Identity(Kernel kernel, HttpServletRequest request, HttpServletResponse response) {
    this.kernel = kernel;
    this.request = request;
    this.response = response;
  }

  /** The token, when the cookie's signature holds. */
  Optional<String> token() {
    if (!read) {
      read = true;
      token = isBearer() ? null : verified().orElse(null);
    }
    return Optional.ofNullable(token);
  }

  /** Whether the request brings a token of its own: then its cookies count for nothing. */
  boolean isBearer() {
    String authorization = request.getHeader("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
  }

  /** Whether the browser sent the cookie, valid or not. */
  boolean isPresent() {
    return kernel.cookies().read(request, COOKIE).isPresent();
  }

  private Optional<String> verified() {
    return kernel
        .cookies()
        .read(request, COOKIE)
        .flatMap(
            cookie -> {
              try {
                Duration longest =
                    kernel.application().configuration().get(CoreSettings.SESSION_ABSOLUTE);
                return Optional.of(
                    kernel
                        .sessionSigner()
                        .verify(cookie, longest, kernel.clock().instant())
                        .text());
              } catch (BadSignature forgedOrOld) {
                return Optional.empty();
              }
            });
  }

  Optional<Principal> principal() {
    RuntimeException failure = unheard;
    if (failure != null) {
      unheard = null;
      throw failure;
    }
    if (!asked) {
      asked = true;
      token().ifPresent(this::authenticate);
    }
    return Optional.ofNullable(principal);
  }

  /**
   * The same for the server, which asks on its own before a filter or a servlet and comes out of
   * step when that fails: whoever of ours asks next hears of it.
   */
  Optional<Principal> principalForTheServer() {
    try {
      return principal();
    } catch (RuntimeException failure) {
      unheard = failure;
      return Optional.empty();
    }
  }

  private void authenticate(String known) {
    Beans.find(Authenticator.class)
        .flatMap(authenticator -> authenticator.authenticate(known))
        .ifPresentOrElse(
            session -> {
              principal = session.principal();
              Duration renewal = session.renewal();
              if (renewal != null) {
                write(known, renewal);
              }
            },
            () -> {
              token = null;
              remove();
            });
  }

  void establish(String newToken, Duration age) {
    write(newToken, age);
    read = true;
    token = newToken;
    asked = false;
    principal = null;
  }

  void forget() {
    remove();
    read = true;
    token = null;
    asked = true;
    principal = null;
  }

  private void write(String value, Duration age) {
    if (!response.isCommitted()) {
      String signed = kernel.sessionSigner().sign(value, kernel.clock().instant());
      kernel.cookies().write(response, COOKIE, signed, age);
    }
  }

  private void remove() {
    if (!response.isCommitted()) {
      kernel.cookies().remove(response, COOKIE);
    }
  }
}
