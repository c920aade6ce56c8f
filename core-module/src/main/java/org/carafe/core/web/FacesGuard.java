package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.carafe.core.HttpError;

/**
 * Keeps Faces from acting on links: it takes any request with a view state for a posted form, GET
 * included, so a query must not bring one.
 */
final class FacesGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String query = request.getQueryString();
    if (query != null && namesFaces(query)) {
      throw HttpError.badRequest("The address carries a part that only a form may send.");
    }
    chain.doFilter(request, response);
  }

  private static boolean namesFaces(String query) {
    try {
      String text = URLDecoder.decode(query, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      return text.contains("jakarta.faces") || text.contains("javax.faces");
    } catch (IllegalArgumentException malformed) {
      return true;
    }
  }
}
