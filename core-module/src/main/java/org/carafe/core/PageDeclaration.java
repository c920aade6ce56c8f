package org.carafe.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.route.Route;
import org.carafe.core.route.RoutePattern;
import org.jspecify.annotations.Nullable;

/** A page or handler while its blueprint still speaks about it. */
final class PageDeclaration implements Registration.PageSpec {
  private final String module;
  private final String endpoint;
  private final Set<String> methods;
  private final String pattern;
  private final Route.Target target;
  private final List<String> mistakes;
  private final Map<String, Integer> areas = new LinkedHashMap<>();
  private String icon = "";
  private boolean cacheAnonymous;
  private boolean fromAnywhere;
  private boolean takesFiles;
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

  String endpoint() {
    return endpoint;
  }

  /** The menus it is in, with its place in each. */
  Map<String, Integer> areas() {
    return Collections.unmodifiableMap(areas);
  }

  /** Whether other sites and programs may call it. */
  boolean isFromAnywhere() {
    return fromAnywhere;
  }

  String icon() {
    return icon;
  }

  /** The row of the access table, unless something is wrong with it. */
  Optional<Route> route() {
    if (access == null) {
      mistakes.add(
          "The endpoint “%s” says nothing of who may enter. Add anonymous(), %ssignedIn() or permission(…)."
              .formatted(endpoint, target.view().isPresent() ? "signedOut(), " : ""));
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
              cacheAnonymous,
              takesFiles));
    } catch (IllegalArgumentException wrongPattern) {
      mistakes.add("The endpoint “%s”: %s".formatted(endpoint, wrongPattern.getMessage()));
      return Optional.empty();
    }
  }

  Registration.HandlerSpec asHandler() {
    return new Registration.HandlerSpec() {
      @Override
      public Registration.HandlerSpec fromAnywhere() {
        fromAnywhere = true;
        return this;
      }

      @Override
      public Registration.HandlerSpec takesFiles() {
        takesFiles = true;
        return this;
      }

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

  @Override
  public Registration.PageSpec takesFiles() {
    takesFiles = true;
    return this;
  }
}
