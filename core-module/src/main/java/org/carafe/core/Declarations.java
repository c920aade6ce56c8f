package org.carafe.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.carafe.core.config.Setting;
import org.carafe.core.route.ResourceRoutes;
import org.carafe.core.route.Route;
import org.carafe.core.route.RoutePattern;
import org.carafe.core.text.Suggestion;
import org.jspecify.annotations.Nullable;

/** Everything the blueprints recorded, collected while they are replayed and frozen afterwards. */
final class Declarations {
  private final List<String> mistakes = new ArrayList<>();
  private final List<Blueprint> blueprints;
  private final List<PageDeclaration> declared = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final Map<String, List<Area.Entry>> areas = new LinkedHashMap<>();
  private final Map<String, String> slots = new LinkedHashMap<>();
  private final List<Panel> panels = new ArrayList<>();
  private final Map<String, String> permissions = new TreeMap<>();
  private final Map<String, ContextValue<?>> contextValues = new TreeMap<>();
  private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
  private final Set<Class<?>> resources = new LinkedHashSet<>();
  private final List<Class<?>> commands = new ArrayList<>();
  private final Set<String> passThroughs = new LinkedHashSet<>();
  private @Nullable String signInEndpoint;
  private @Nullable String landingEndpoint;
  private @Nullable String errorView;

  private Declarations(Collection<Blueprint> found) {
    blueprints = new BlueprintOrder(found, mistakes).ordered();
  }

  /** Replays the blueprints in order of dependency and reports all mistakes together. */
  static Declarations replay(Collection<Blueprint> found) {
    var declarations = new Declarations(found);
    for (Blueprint blueprint : declarations.blueprints) {
      blueprint.register(declarations.new Recorder(blueprint.name()));
    }
    declarations.freeze();
    return declarations;
  }

  private void freeze() {
    for (PageDeclaration declaration : declared) {
      declaration.route().ifPresent(routes::add);
    }
    new RouteChecks(routes, permissions.keySet(), mistakes).check();
    for (PageDeclaration declaration : declared) {
      placeInAreas(declaration);
    }
    for (Panel panel : panels) {
      if (!slots.containsKey(panel.slot())) {
        mistakes.add(
            "The panel “%s” is for the slot “%s”, which no blueprint offers.%s"
                .formatted(
                    panel.view(), panel.slot(), Suggestion.of(panel.slot(), slots.keySet())));
      }
      panel
          .permission()
          .filter(permission -> !permissions.containsKey(permission))
          .ifPresent(
              permission ->
                  mistakes.add(
                      "The panel “%s” asks for the permission “%s”, which no blueprint declares.%s"
                          .formatted(
                              panel.view(),
                              permission,
                              Suggestion.of(permission, permissions.keySet()))));
    }
    checkEndpoint("sign in", signInEndpoint);
    checkEndpoint("land", landingEndpoint);
    if (!mistakes.isEmpty()) {
      throw new MistakesInBlueprints(mistakes);
    }
  }

  private void checkEndpoint(String what, @Nullable String endpoint) {
    List<String> names = routes.stream().map(Route::endpoint).toList();
    if (endpoint != null && !names.contains(endpoint)) {
      mistakes.add(
          "People shall %s at “%s”, which is no endpoint.%s"
              .formatted(what, endpoint, Suggestion.of(endpoint, names)));
    }
  }

  private void placeInAreas(PageDeclaration page) {
    page.areas.forEach(
        (area, order) -> {
          List<Area.Entry> entries = areas.get(area);
          if (entries == null) {
            mistakes.add(
                "The page “%s” is in the area “%s”, which no blueprint declares.%s"
                    .formatted(page.endpoint, area, Suggestion.of(area, areas.keySet())));
          } else {
            entries.add(new Area.Entry(page.endpoint, order, page.icon));
          }
        });
  }

  List<Blueprint> blueprints() {
    return blueprints;
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }

  Area area(String name) {
    List<Area.Entry> entries = areas.get(name);
    if (entries == null) {
      throw new IllegalArgumentException(
          "There is no area “" + name + "”." + Suggestion.of(name, areas.keySet()));
    }
    var sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingInt(Area.Entry::order).thenComparing(Area.Entry::endpoint));
    return new Area(name, List.copyOf(sorted));
  }

  List<Panel> panels(String slot) {
    if (!slots.containsKey(slot)) {
      throw new IllegalArgumentException(
          "There is no slot “" + slot + "”." + Suggestion.of(slot, slots.keySet()));
    }
    return panels.stream()
        .filter(panel -> panel.slot().equals(slot))
        .sorted(Comparator.comparingInt(Panel::order).thenComparing(Panel::view))
        .toList();
  }

  Map<String, String> permissions() {
    return Collections.unmodifiableMap(permissions);
  }

  Map<String, ContextValue<?>> contextValues() {
    return Collections.unmodifiableMap(contextValues);
  }

  Collection<Setting<?>> settings() {
    return Collections.unmodifiableCollection(settings.values());
  }

  Set<Class<?>> resources() {
    return Collections.unmodifiableSet(resources);
  }

  List<Class<?>> commands() {
    return List.copyOf(commands);
  }

  Set<String> passThroughs() {
    return Collections.unmodifiableSet(passThroughs);
  }

  Optional<String> signInEndpoint() {
    return Optional.ofNullable(signInEndpoint);
  }

  Optional<String> landingEndpoint() {
    return Optional.ofNullable(landingEndpoint);
  }

  Optional<String> errorView() {
    return Optional.ofNullable(errorView);
  }

  /** What one blueprint writes into. */
  private final class Recorder implements Registration {
    private final String module;

    Recorder(String module) {
      this.module = module;
    }

    private PageDeclaration declare(
        String endpoint, Set<String> methods, String pattern, Route.Target target) {
      var declaration =
          new PageDeclaration(module, module + "." + endpoint, methods, pattern, target, mistakes);
      declared.add(declaration);
      return declaration;
    }

    @Override
    public PageSpec page(String endpoint, String pattern, String view) {
      return declare(
          endpoint, Set.of("GET", "POST"), pattern, Route.Target.view("/WEB-INF/" + view));
    }

    @Override
    public HandlerSpec handler(
        String endpoint, String method, String pattern, Class<? extends Handler> handler) {
      return declare(endpoint, Set.of(method), pattern, Route.Target.handler(handler)).asHandler();
    }

    @Override
    public void resource(Class<?> resource) {
      resources.add(resource);
      routes.addAll(ResourceRoutes.of(module, resource, mistakes::add));
    }

    @Override
    public void passThrough(String prefix) {
      passThroughs.add(prefix);
    }

    @Override
    public void signInAt(String endpoint) {
      signInEndpoint = once("place to sign in", signInEndpoint, module + "." + endpoint);
    }

    @Override
    public void landAt(String endpoint) {
      landingEndpoint = once("place to land", landingEndpoint, module + "." + endpoint);
    }

    @Override
    public void errorView(String view) {
      errorView = once("error view", errorView, "/WEB-INF/" + view);
    }

    private String once(String what, @Nullable String before, String now) {
      if (before != null) {
        mistakes.add(
            "Blueprint “%s” declares a second %s, “%s”; “%s” is declared already. Remove one."
                .formatted(module, what, now, before));
      }
      return now;
    }

    @Override
    public void area(String name) {
      put("area", areas, name, ArrayList::new);
    }

    @Override
    public void slot(String name) {
      put("slot", slots, module + "." + name, () -> module);
    }

    @Override
    public void panel(String slot, String view, @Nullable String permission, int order) {
      panels.add(new Panel(slot, "/WEB-INF/" + view, permission, order));
    }

    @Override
    public void permission(String name) {
      if (!name.matches("[a-z]+:[a-z-]+")) {
        mistakes.add(
            "Blueprint “%s” declares the permission “%s”; write it subject:verb, such as users:manage."
                .formatted(module, name));
      }
      put("permission", permissions, name, () -> module);
    }

    @Override
    public <B> void context(
        String name, Class<B> bean, Function<? super B, ? extends @Nullable Object> value) {
      put(
          "context value",
          contextValues,
          name,
          () -> new ContextValue<>(name, module, bean, value));
    }

    @Override
    public void setting(Setting<?> setting) {
      put("setting", settings, setting.name(), () -> setting);
    }

    @Override
    public void command(Class<?> command) {
      commands.add(command);
    }

    private <V> void put(String what, Map<String, V> into, String name, Supplier<V> value) {
      if (into.putIfAbsent(name, value.get()) != null) {
        mistakes.add(
            "Blueprint “%s” declares the %s “%s” a second time. Choose another name."
                .formatted(module, what, name));
      }
    }
  }

  /** A page or handler while its blueprint still speaks about it. */
  private static final class PageDeclaration implements Registration.PageSpec {
    private final String module;
    private final String endpoint;
    private final Set<String> methods;
    private final String pattern;
    private final Route.Target target;
    private final List<String> mistakes;
    private final Map<String, Integer> areas = new LinkedHashMap<>();
    private String icon = "";
    private boolean cacheAnonymous;
    private @Nullable Access access;

    PageDeclaration(
        String module,
        String endpoint,
        Set<String> methods,
        String pattern,
        Route.Target target,
        List<String> mistakes) {
      this.module = module;
      this.endpoint = endpoint;
      this.methods = methods;
      this.pattern = pattern;
      this.target = target;
      this.mistakes = mistakes;
    }

    Optional<Route> route() {
      if (access == null) {
        mistakes.add(
            "The endpoint “%s” says nothing of who may enter. Add anonymous(), signedIn() or permission(…)."
                .formatted(endpoint));
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Route(
                endpoint,
                module,
                methods,
                RoutePattern.of(pattern),
                access,
                target,
                cacheAnonymous));
      } catch (IllegalArgumentException wrongPattern) {
        mistakes.add("The endpoint “%s”: %s".formatted(endpoint, wrongPattern.getMessage()));
        return Optional.empty();
      }
    }

    Registration.HandlerSpec asHandler() {
      return new Registration.HandlerSpec() {
        @Override
        public void anonymous() {
          PageDeclaration.this.anonymous();
        }

        @Override
        public void signedIn() {
          PageDeclaration.this.signedIn();
        }

        @Override
        public void permission(String name) {
          PageDeclaration.this.permission(name);
        }
      };
    }

    @Override
    public Registration.PageSpec anonymous() {
      access = Access.anonymous();
      return this;
    }

    @Override
    public Registration.PageSpec signedOut() {
      access = Access.signedOut();
      return this;
    }

    @Override
    public Registration.PageSpec signedIn() {
      access = Access.signedIn();
      return this;
    }

    @Override
    public Registration.PageSpec permission(String name) {
      access = Access.permission(name);
      return this;
    }

    @Override
    public Registration.PageSpec in(String area, int order) {
      areas.put(area, order);
      return this;
    }

    @Override
    public Registration.PageSpec icon(String name) {
      icon = name;
      return this;
    }

    @Override
    public Registration.PageSpec cacheAnonymous() {
      cacheAnonymous = true;
      return this;
    }
  }
}
