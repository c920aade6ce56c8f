package org.carafe.core.route;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.carafe.core.Access;
import org.carafe.core.Anonymous;
import org.carafe.core.Permission;
import org.carafe.core.SignedIn;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the access table off a JAX-RS resource class. */
public final class ResourceRoutes {
  /** Where all resources live. */
  public static final String BASE = "/api/v1";

  private ResourceRoutes() {}

  /** The rows of a resource class; what is wrong with it goes to {@code mistakes}. */
  public static List<Route> of(String module, Class<?> resource, Consumer<String> mistakes) {
    Path root = resource.getAnnotation(Path.class);
    if (root == null) {
      mistakes.accept(
          "Blueprint “%s” declares the resource %s, which has no @Path. Give the class one."
              .formatted(module, resource.getName()));
      return List.of();
    }
    var routes = new ArrayList<Route>();
    Method[] methods = resource.getMethods();
    Arrays.sort(methods, Comparator.comparing(Method::toGenericString));
    for (Method method : methods) {
      String verb = verb(method);
      if (verb == null || Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      Optional<Access> access = access(method);
      if (access.isEmpty()) {
        mistakes.accept(
            "The resource method %s.%s says nothing of who may call it. Annotate it with @Permission, @SignedIn or @Anonymous."
                .formatted(resource.getName(), method.getName()));
        continue;
      }
      Path path = method.getAnnotation(Path.class);
      String name = resource.getSimpleName() + "." + method.getName();
      try {
        routes.add(
            new Route(
                module + "." + name,
                module,
                Set.of(verb),
                RoutePattern.of(url(root.value(), path == null ? "" : path.value())),
                access.orElseThrow(),
                Route.Target.resource(name),
                false,
                false));
      } catch (IllegalArgumentException wrongPattern) {
        mistakes.accept(
            "The resource method %s.%s: %s"
                .formatted(resource.getName(), method.getName(), wrongPattern.getMessage()));
      }
    }
    return routes;
  }

  /** Who may call a resource method; nothing where it does not say. */
  public static Optional<Access> access(Method method) {
    Permission permission = method.getAnnotation(Permission.class);
    if (permission != null) {
      return Optional.of(Access.permission(permission.value()));
    }
    if (method.isAnnotationPresent(SignedIn.class)) {
      return Optional.of(Access.signedIn());
    }
    return method.isAnnotationPresent(Anonymous.class)
        ? Optional.of(Access.anonymous())
        : Optional.empty();
  }

  private static @Nullable String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return null;
  }

  /** JAX-RS writes {@code {id: [0-9]+}} where the table writes {@code {id}}. */
  private static String url(String root, String path) {
    String joined =
        (BASE + "/" + root + "/" + path).replaceAll("\\{\\s*(\\w+)\\s*(:[^}]*)?}", "{$1}");
    return joined.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
  }
}
