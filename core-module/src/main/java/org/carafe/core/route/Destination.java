package org.carafe.core.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a request: decided in one place, carried out by the router and told by {@code
 * carafe routes --match}.
 */
public sealed interface Destination {
  /** What the server itself answers is only read. */
  List<String> READING = List.of("GET", "HEAD");

  /** A page or a handler, with the values of the dynamic parts of its URL. */
  record Declared(Route route, Map<String, String> values) implements Destination {}

  /** JAX-RS matches and answers. */
  record Api() implements Destination {}

  /** The server itself answers what is read at this path. */
  record Server(String path) implements Destination {}

  /** The address exists, but not for this method. */
  record WrongMethod(List<String> allowed) implements Destination {}

  /** The address has a slash too many. */
  record LeadsOn(String path) implements Destination {}

  /** There is nothing at this address. */
  record Unknown() implements Destination {}

  /** Where a request for this decoded path goes. */
  static Destination of(String method, String path, Routes routes, Set<String> serverPaths) {
    if (path.startsWith(ResourceRoutes.BASE + "/")) {
      return method.equals("OPTIONS") ? options(path, routes) : new Api();
    }
    if (serverPaths.contains(path)) {
      return READING.contains(method) ? new Server(path) : new WrongMethod(READING);
    }
    Routes.Answer answer = routes.match(method, path);
    if (answer instanceof Routes.Answer.Found found) {
      return new Declared(found.route(), found.values());
    }
    if (answer instanceof Routes.Answer.WrongMethod wrong) {
      return new WrongMethod(wrong.allowed());
    }
    return withoutSlash(method, path, routes).<Destination>map(LeadsOn::new).orElse(new Unknown());
  }

  /**
   * What a resource takes is told by the table; JAX-RS would let the question look for a method.
   */
  private static Destination options(String path, Routes routes) {
    List<String> allowed =
        routes.all().stream()
            .filter(route -> route.target().isResource())
            .filter(route -> route.pattern().match(path).isPresent())
            .flatMap(route -> route.allowed().stream())
            .distinct()
            .sorted()
            .toList();
    return allowed.isEmpty() || allowed.contains("OPTIONS") ? new Api() : new WrongMethod(allowed);
  }

  private static Optional<String> withoutSlash(String method, String path, Routes routes) {
    if (!method.equals("GET") || path.length() < 2 || !path.endsWith("/")) {
      return Optional.empty();
    }
    String shorter = path.substring(0, path.length() - 1);
    return routes.match("GET", shorter) instanceof Routes.Answer.Found
        ? Optional.of(shorter)
        : Optional.empty();
  }
}
