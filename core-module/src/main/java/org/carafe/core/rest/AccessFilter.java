package org.carafe.core.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.carafe.core.Access;
import org.carafe.core.HttpError;
import org.carafe.core.route.ResourceRoutes;
import org.carafe.core.web.Exchange;

/** Asks, after JAX-RS has matched, who may call the method; one that does not say is closed. */
@Provider
public class AccessFilter implements ContainerRequestFilter {
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Access access =
        ResourceRoutes.access(resource.getResourceMethod())
            .orElseThrow(() -> HttpError.forbidden("Nobody may call this."));
    Exchange exchange = Exchange.require();
    if (access == Access.anonymous() || access.admits(exchange.principal())) {
      return;
    }
    if (exchange.principal().isEmpty()) {
      throw HttpError.unauthorized();
    }
    throw HttpError.forbidden(
        exchange.text("core.problem.permission", access.permission().orElse("")));
  }
}
