package org.carafe.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.route.Route;
import org.carafe.core.text.Suggestion;

/** What can be wrong between rows of the access table. */
final class RouteChecks {
  private final List<Route> routes;
  private final Collection<String> permissions;
  private final List<String> mistakes;

  RouteChecks(List<Route> routes, Collection<String> permissions, List<String> mistakes) {
    this.routes = routes;
    this.permissions = permissions;
    this.mistakes = mistakes;
  }

  void check() {
    yieldPostToHandlers();
    unique("endpoint", Route::endpoint);
    for (Route route : routes) {
      route
          .access()
          .permission()
          .filter(permission -> !permissions.contains(permission))
          .ifPresent(
              permission ->
                  mistakes.add(
                      "The endpoint “%s” asks for the permission “%s”, which no blueprint declares.%s"
                          .formatted(
                              route.endpoint(),
                              permission,
                              Suggestion.of(permission, permissions))));
    }
    uniqueUrls();
    viewsStayInTheirModule();
  }

  /** Where a handler takes POST at a page's URL, the page keeps GET. */
  private void yieldPostToHandlers() {
    List<String> taken =
        routes.stream()
            .filter(route -> route.target().handler().isPresent() && route.answers("POST"))
            .map(route -> route.pattern().shape())
            .toList();
    routes.replaceAll(
        route ->
            route.target().view().isPresent() && taken.contains(route.pattern().shape())
                ? new Route(
                    route.endpoint(),
                    route.module(),
                    java.util.Set.of("GET"),
                    route.pattern(),
                    route.access(),
                    route.target(),
                    route.cacheAnonymous(),
                    route.takesFiles())
                : route);
  }

  private void unique(String what, java.util.function.Function<Route, String> key) {
    Map<String, Route> seen = new HashMap<>();
    for (Route route : routes) {
      Route other = seen.putIfAbsent(key.apply(route), route);
      if (other != null) {
        mistakes.add(
            "The %s “%s” is declared twice. Rename one.".formatted(what, key.apply(route)));
      }
    }
  }

  private void viewsStayInTheirModule() {
    Map<String, Route> seen = new HashMap<>();
    for (Route route : routes) {
      String view = route.target().view().orElse(null);
      Route other = view == null ? null : seen.putIfAbsent(view, route);
      if (other != null && !other.module().equals(route.module())) {
        mistakes.add(
            "“%s” and “%s” both show the view %s, but belong to different modules. Put each view into its module's folder."
                .formatted(other.endpoint(), route.endpoint(), view));
      }
    }
  }

  private void uniqueUrls() {
    Map<String, Route> seen = new HashMap<>();
    for (Route route : routes) {
      for (String method : route.methods()) {
        Route other = seen.putIfAbsent(method + " " + route.pattern().shape(), route);
        if (other != null) {
          mistakes.add(
              "“%s” and “%s” both answer %s %s. Change one URL."
                  .formatted(other.endpoint(), route.endpoint(), method, route.pattern()));
        }
      }
    }
  }
}
