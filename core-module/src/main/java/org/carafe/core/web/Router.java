package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.carafe.core.Access;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.Principal;
import org.carafe.core.route.Destination;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * Brings a request to what is declared at its URL, after asking who may enter. What is not declared
 * does not exist, whatever files lie in the WAR.
 */
final class Router extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient AnonymousPages anonymousPages = new AnonymousPages();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exchange exchange = Exchange.require();
    Destination destination =
        exchange.application().destination(request.getMethod(), exchange.path());
    if (destination instanceof Destination.Declared declared) {
      exchange.route(declared.route(), declared.values());
      serve(exchange, declared.route(), request, response);
    } else if (destination instanceof Destination.WrongMethod wrong) {
      refuseMethod(request.getMethod(), wrong.allowed(), response);
    } else if (destination instanceof Destination.LeadsOn) {
      leadOn(exchange);
    } else if (destination instanceof Destination.Unknown) {
      throw HttpError.notFound("There is nothing at this address.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuseMethod(
      String method, List<String> allowed, HttpServletResponse response) {
    response.setHeader("Allow", String.join(", ", allowed) + ", OPTIONS");
    if (method.equals("OPTIONS")) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      throw new HttpError(405, "This address takes " + String.join(", ", allowed) + ".");
    }
  }

  /** To the same address without its last slash; the query stays. */
  private static void leadOn(Exchange exchange) {
    String uri = exchange.request().getRequestURI();
    exchange.redirect(uri.substring(0, uri.length() - 1) + exchange.url().substring(uri.length()));
  }

  private void serve(
      Exchange exchange, Route route, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    // First of all: whoever is led on from here takes the messages along.
    exchange.flashes().take(exchange.path());
    if (!route.access().admits(anybody(exchange, route))) {
      sendAway(exchange, route);
      return;
    }
    if (route.target().handler().isPresent()) {
      handler(route).handle(request, response);
    } else if (anonymousPages.keeps(exchange, route)) {
      anonymousPages.answer(exchange, response, answer -> forward(route, request, answer));
    } else {
      var page = new CollectedPage(response);
      forward(route, request, page);
      page.send();
    }
  }

  /** Asks for the person only where the access depends on it. */
  private static Optional<Principal> anybody(Exchange exchange, Route route) {
    return route.access() == Access.anonymous() ? Optional.empty() : exchange.principal();
  }

  private static void sendAway(Exchange exchange, Route route) {
    if (route.access() == Access.signedOut()) {
      exchange.redirect(exchange.application().landingUrl());
      return;
    }
    if (exchange.principal().isPresent()) {
      throw HttpError.forbidden(
          "It takes the permission “" + route.access().permission().orElse("") + "”.");
    }
    boolean page = !"empty".equals(exchange.request().getHeader("Sec-Fetch-Dest"));
    String signIn = exchange.application().signInEndpoint().orElseThrow(HttpError::unauthorized);
    if (!page) {
      throw HttpError.unauthorized();
    }
    @Nullable String next = exchange.comesBackTo().orElse(null);
    exchange.redirect(exchange.application().urlFor(signIn, "next", next));
  }

  private static Handler handler(Route route) {
    return Beans.get(route.target().handler().orElseThrow());
  }

  private static void forward(Route route, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getRequestDispatcher(route.target().view().orElseThrow()).forward(request, response);
  }
}
