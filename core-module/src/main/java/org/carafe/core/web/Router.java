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
import org.carafe.core.Application;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.Principal;
import org.carafe.core.route.ResourceRoutes;
import org.carafe.core.route.Route;
import org.carafe.core.route.Routes.Answer;

/**
 * Brings a request to what is declared at its URL, after asking who may enter. What is not declared
 * does not exist, whatever files lie in the WAR.
 */
final class Router extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final List<String> READING = List.of("GET", "HEAD");
  private final transient AnonymousPages anonymousPages = new AnonymousPages();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Exchange exchange = Exchange.require();
    Application application = exchange.application();
    String method = request.getMethod();
    if (isServedBehind(application, exchange.path())) {
      if (!exchange.path().startsWith(ResourceRoutes.BASE) && !READING.contains(method)) {
        refuseMethod(method, READING, response);
        return;
      }
      chain.doFilter(request, response);
      return;
    }
    Answer answer = application.routes().match(method, exchange.path());
    if (answer instanceof Answer.Found found) {
      exchange.route(found.route(), found.values());
      serve(exchange, found.route(), request, response);
    } else if (answer instanceof Answer.WrongMethod wrong) {
      refuseMethod(method, wrong.allowed(), response);
    } else if (!leadsOnWithoutSlash(exchange, method)) {
      throw HttpError.notFound("There is nothing at this address.");
    }
  }

  private static boolean isServedBehind(Application application, String path) {
    return path.startsWith(ResourceRoutes.BASE + "/")
        || application.passThroughs().stream()
            .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
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

  private static boolean leadsOnWithoutSlash(Exchange exchange, String method) {
    String path = exchange.path();
    if (path.length() < 2
        || !path.endsWith("/")
        || !method.equals("GET")
        || !(exchange.application().routes().match("GET", path.substring(0, path.length() - 1))
            instanceof Answer.Found)) {
      return false;
    }
    String uri = exchange.request().getRequestURI();
    exchange.redirect(uri.substring(0, uri.length() - 1) + exchange.url().substring(uri.length()));
    return true;
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
      String landing = exchange.application().landingEndpoint().orElse(null);
      exchange.redirect(landing == null ? "/" : exchange.application().urlFor(landing));
      return;
    }
    if (exchange.principal().isPresent()) {
      throw HttpError.forbidden(
          "It takes the permission “" + route.access().permission().orElse("") + "”.");
    }
    HttpServletRequest request = exchange.request();
    boolean page = !"empty".equals(request.getHeader("Sec-Fetch-Dest"));
    String signIn = exchange.application().signInEndpoint().orElseThrow(HttpError::unauthorized);
    if (!page) {
      throw HttpError.unauthorized();
    }
    boolean comesBack = request.getMethod().equals("GET") || route.target().view().isPresent();
    exchange.redirect(
        comesBack
            ? exchange.application().urlFor(signIn, "next", exchange.url())
            : exchange.application().urlFor(signIn));
  }

  private static Handler handler(Route route) {
    return Beans.get(route.target().handler().orElseThrow());
  }

  private static void forward(Route route, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getRequestDispatcher(route.target().view().orElseThrow()).forward(request, response);
  }
}
