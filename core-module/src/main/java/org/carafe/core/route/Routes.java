package org.carafe.core.route;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The access table: every declared URL, who may enter and what answers. It is frozen at start and
 * serves the router, the navigation, {@code carafe routes} and the tests alike.
 */
public final class Routes {
  private final List<Route> all;
  private final Map<String, List<Route>> literal = new HashMap<>();
  private final List<Route> dynamic;
  private final Map<String, Route> byEndpoint = new LinkedHashMap<>();

  /** A table of these rows. */
  public Routes(List<Route> routes) {
    all = List.copyOf(routes);
    var withParts = new ArrayList<Route>();
    for (Route route : all) {
      byEndpoint.putIfAbsent(route.endpoint(), route);
      if (route.target().isResource()) {
        continue;
      }
      if (route.pattern().isLiteral()) {
        literal.computeIfAbsent(route.pattern().toString(), path -> new ArrayList<>()).add(route);
      } else {
        withParts.add(route);
      }
    }
    withParts.sort(Comparator.comparingInt((Route route) -> -route.pattern().weight()));
    dynamic = List.copyOf(withParts);
  }

  /** What the table says of a request. */
  public sealed interface Answer {
    /** A row that answers, with the values of its dynamic parts. */
    record Found(Route route, Map<String, String> values) implements Answer {}

    /** The URL is declared, but not for this method. */
    record WrongMethod(List<String> allowed) implements Answer {}

    /** Nothing is declared at this URL. */
    record Unknown() implements Answer {}
  }

  /** Looks a request up by its method and decoded path. */
  public Answer match(String method, String path) {
    var allowed = new TreeSet<String>();
    for (Route route : literal.getOrDefault(path, List.of())) {
      if (route.answers(method)) {
        return new Answer.Found(route, Map.of());
      }
      allowed.addAll(route.allowed());
    }
    if (allowed.isEmpty()) {
      for (Route route : dynamic) {
        Optional<Map<String, String>> values = route.pattern().match(path);
        if (values.isPresent()) {
          if (route.answers(method)) {
            return new Answer.Found(route, values.orElseThrow());
          }
          allowed.addAll(route.allowed());
        }
      }
    }
    return allowed.isEmpty() ? new Answer.Unknown() : new Answer.WrongMethod(List.copyOf(allowed));
  }

  /** Whether an endpoint of this full name is declared. */
  public boolean has(String endpoint) {
    return byEndpoint.containsKey(endpoint);
  }

  /**
   * The row of an endpoint.
   *
   * @throws IllegalArgumentException with a suggestion when there is none
   */
  public Route endpoint(String endpoint) {
    Route route = byEndpoint.get(endpoint);
    if (route == null) {
      throw new IllegalArgumentException(
          "There is no endpoint “"
              + endpoint
              + "”."
              + Suggestion.of(endpoint, byEndpoint.keySet())
              + " The command “carafe routes” lists all.");
    }
    return route;
  }

  /**
   * The URL of an endpoint: values of its parts fill the path, the others become the query.
   *
   * @param namesAndValues name, value, name, value …; a {@code null} value is left out
   * @throws IllegalArgumentException when the endpoint is unknown or a part is missing
   */
  public String urlFor(String endpoint, @Nullable Object... namesAndValues) {
    Route route = endpoint(endpoint);
    if (namesAndValues.length == 0 && route.pattern().isLiteral()) {
      return route.pattern().toString();
    }
    Map<String, String> values = values(endpoint, namesAndValues);
    String path = route.pattern().url(values);
    values.keySet().removeAll(route.pattern().parts());
    if (values.isEmpty()) {
      return path;
    }
    return path
        + values.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static Map<String, String> values(String endpoint, @Nullable Object... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "urlFor(“" + endpoint + "”) needs names and values in pairs; one value is missing.");
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        values.put(String.valueOf(namesAndValues[i]), String.valueOf(value));
      }
    }
    return values;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Every row: the resource methods of all modules, then their pages and handlers. */
  public List<Route> all() {
    return all;
  }
}
