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

  /** The server itself answers what is read below this prefix. */
  record Server(String prefix) implements Destination {}

  /** The address exists, but not for this method. */
  record WrongMethod(List<String> allowed) implements Destination {}

  /** The address has a slash too many. */
  record LeadsOn(String path) implements Destination {}

  /** There is nothing at this address. */
  record Unknown() implements Destination {}

  /** Where a request for this decoded path goes. */
  static Destination of(String method, String path, Routes routes, Set<String> serverPrefixes) {
    if (path.startsWith(ResourceRoutes.BASE + "/")) {
      return new Api();
    }
    Optional<String> prefix =
        serverPrefixes.stream()
            .filter(one -> path.equals(one) || path.startsWith(one + "/"))
            .findFirst();
    if (prefix.isPresent()) {
      return READING.contains(method) ? new Server(prefix.orElseThrow()) : new WrongMethod(READING);
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
