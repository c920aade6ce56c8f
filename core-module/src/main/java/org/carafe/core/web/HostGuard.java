package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * In development, answers only to names of this machine: a page elsewhere whose own name begins to
 * lead here (DNS rebinding) could otherwise read the inbox and whatever else developers see.
 */
public final class HostGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient Set<String> names;

  HostGuard(Application application) {
    names = names(application.configuration());
  }

  /** What this machine may be called. */
  public static Set<String> names(Configuration configuration) {
    var names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(configuration.get(CoreSettings.BASE_URL).getHost());
    configuration.get(CoreSettings.DEV_HOSTS).forEach(name -> names.add(plain(name)));
    return names;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!admits(names, request.getHeader("Host"))) {
      throw new HttpError(
          421,
          "In development only "
              + String.join(", ", names)
              + " are answered. Add another name to dev.hosts.");
    }
    chain.doFilter(request, response);
  }

  /** Whether a Host header, with a port or without, is one of these names. */
  public static boolean admits(Set<String> names, @Nullable String host) {
    return host != null && names.contains(plain(host.replaceFirst(":\\d*$", "")));
  }

  private static String plain(String name) {
    return name.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
  }
}
