package org.carafe.core.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the signed-in person to whatever asks the servlet API; permissions stand for roles. */
final class IdentifiedRequest extends HttpServletRequestWrapper {
  private final Exchange exchange;

  IdentifiedRequest(HttpServletRequest request, Exchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return principal().<Principal>map(principal -> principal::name).orElse(null);
  }

  @Override
  public @Nullable String getRemoteUser() {
    return principal().map(org.carafe.core.Principal::name).orElse(null);
  }

  @Override
  public boolean isUserInRole(String permission) {
    return principal().filter(principal -> principal.may(permission)).isPresent();
  }

  private Optional<org.carafe.core.Principal> principal() {
    return exchange.identity().principalForTheServer();
  }
}
