package org.carafe.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.core.Application;
import org.carafe.core.route.Destination;
import org.carafe.core.route.RequestPath;
import org.carafe.core.route.Route;

/** What the access table says of one request: the row that answers it, or why none does. */
record RouteMatch(int status, String reason, Optional<Route> route, Map<String, String> values) {

  /**
   * @param method an HTTP method, in any case
   * @param address a path, with or without scheme, host and query
   */
  static RouteMatch of(Application application, String method, String address) {
    String verb = method.toUpperCase(Locale.ROOT);
    String raw = path(address);
    Optional<String> decoded = RequestPath.decode(raw);
    if (decoded.isEmpty()) {
      return none(400, raw + " is not written correctly.");
    }
    String path = decoded.orElseThrow();
    if (path.startsWith("/static/")) {
      return Destination.READING.contains(verb)
          ? none(200, "A static file of a module or of the WAR, if there is one of this name.")
          : wrongMethod(verb, path, Destination.READING);
    }
    Destination destination = application.destination(verb, path);
    if (destination instanceof Destination.Declared declared) {
      return found(declared.route(), declared.values());
    }
    if (destination instanceof Destination.WrongMethod wrong) {
      return wrongMethod(verb, path, wrong.allowed());
    }
    if (destination instanceof Destination.LeadsOn on) {
      return none(303, "A GET of " + path + " leads on to " + on.path() + ".");
    }
    if (destination instanceof Destination.Server server) {
      return none(200, "The server itself answers " + server.path() + ".");
    }
    return destination instanceof Destination.Api
        ? resource(application, verb, path)
        : unknown(application, path);
  }

  private static String path(String address) {
    String path = address.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*", "");
    path = path.replaceFirst("[?#].*$", "");
    return path.startsWith("/") ? path : "/" + path;
  }

  /** The more of a resource's URL is written out, the sooner JAX-RS picks it. */
  private static RouteMatch resource(Application application, String verb, String path) {
    List<Route> here =
        application.routes().all().stream()
            .filter(route -> route.target().isResource())
            .filter(route -> route.pattern().match(path).isPresent())
            .sorted(Comparator.comparingInt(route -> route.pattern().parts().size()))
            .toList();
    return here.stream()
        .filter(route -> route.answers(verb))
        .findFirst()
        .map(route -> found(route, route.pattern().match(path).orElseThrow()))
        .orElseGet(
            () ->
                here.isEmpty()
                    ? unknown(application, path)
                    : wrongMethod(
                        verb,
                        path,
                        here.stream()
                            .flatMap(route -> route.allowed().stream())
                            .distinct()
                            .sorted()
                            .toList()));
  }

  private static RouteMatch found(Route route, Map<String, String> values) {
    return new RouteMatch(200, "", Optional.of(route), values);
  }

  private static RouteMatch wrongMethod(String verb, String path, List<String> allowed) {
    return none(
        verb.equals("OPTIONS") ? 204 : 405, path + " takes " + String.join(", ", allowed) + ".");
  }

  private static RouteMatch unknown(Application application, String path) {
    String first = firstSegment(path);
    String near =
        application.routes().all().stream()
            .map(route -> route.pattern().toString())
            .filter(pattern -> firstSegment(pattern).equals(first))
            .distinct()
            .limit(5)
            .reduce((all, next) -> all + ", " + next)
            .map(all -> " Declared near it: " + all + ".")
            .orElse("");
    return none(404, "Nothing is declared at " + path + "." + near);
  }

  private static String firstSegment(String path) {
    return Stream.of(path.split("/")).filter(part -> !part.isEmpty()).findFirst().orElse("");
  }

  private static RouteMatch none(int status, String reason) {
    return new RouteMatch(status, reason, Optional.empty(), Map.of());
  }

  boolean isAnswered() {
    return status < 400;
  }

  Map<String, Object> describe() {
    var map = new LinkedHashMap<String, Object>();
    map.put("status", status);
    map.put("reason", reason);
    route.ifPresent(
        row -> {
          map.putAll(RoutesCommand.describe(row));
          map.put("values", values);
        });
    return map;
  }
}
