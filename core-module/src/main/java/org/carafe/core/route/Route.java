package org.carafe.core.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.Access;
import org.carafe.core.Handler;
import org.jspecify.annotations.Nullable;

/**
 * One row of the access table: which requests it takes, who may enter, and what answers.
 *
 * @param endpoint the full name, {@code <blueprint>.<endpoint>}
 * @param module the blueprint's name
 * @param methods the methods it answers
 * @param pattern its URL
 * @param access who may enter
 * @param target what answers
 * @param cacheAnonymous whether rendered bytes are kept for visitors who are not signed in
 * @param takesFiles whether forms may bring files
 */
public record Route(
    String endpoint,
    String module,
    Set<String> methods,
    RoutePattern pattern,
    Access access,
    Target target,
    boolean cacheAnonymous,
    boolean takesFiles) {

  /** What answers a request: exactly one of a view, a handler or a resource method. */
  public record Target(
      @Nullable String viewFile,
      @Nullable Class<? extends Handler> handlerClass,
      @Nullable String resourceMethod) {

    /** A Facelets view below {@code /WEB-INF/}. */
    public static Target view(String file) {
      return new Target(file, null, null);
    }

    /** A CDI bean. */
    public static Target handler(Class<? extends Handler> handler) {
      return new Target(null, handler, null);
    }

    /** A JAX-RS method, which the router leaves to JAX-RS. */
    public static Target resource(String description) {
      return new Target(null, null, description);
    }

    /** The view, if it is one. */
    public Optional<String> view() {
      return Optional.ofNullable(viewFile);
    }

    /** The handler, if it is one. */
    public Optional<Class<? extends Handler>> handler() {
      return Optional.ofNullable(handlerClass);
    }

    /** Whether JAX-RS answers. */
    public boolean isResource() {
      return resourceMethod != null;
    }

    @Override
    public String toString() {
      if (viewFile != null) {
        return viewFile;
      }
      return handlerClass != null ? handlerClass.getSimpleName() : String.valueOf(resourceMethod);
    }
  }

  /** The methods in alphabetical order, with HEAD where there is GET. */
  public List<String> allowed() {
    var allowed = new java.util.TreeSet<>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return List.copyOf(allowed);
  }

  /** Whether the row answers this method; HEAD counts as GET. */
  public boolean answers(String method) {
    return methods.contains(method.equals("HEAD") ? "GET" : method);
  }
}
