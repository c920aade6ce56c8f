package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.carafe.core.HttpError;

/**
 * Keeps Faces from acting on links: it takes any request with a view state for a posted form, GET
 * included, so a query must not bring one. Nor does a query fill in what is posted.
 */
public final class FacesGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String[] STATELESS = {"stateless"};

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String query = request.getQueryString();
    if (query != null && namesFaces(query)) {
      throw HttpError.badRequest("The address carries a part that only a form may send.");
    }
    if (request.getHeader("Faces-Request") != null || isForged(request)) {
      throw HttpError.badRequest("The form was not made by this site.");
    }
    boolean posted = request.getMethod().equals("POST") && query != null;
    chain.doFilter(posted ? new PostedForm(request) : request, response);
  }

  /** Of all that Faces would listen to, our forms send the view state alone. */
  private static boolean isForged(HttpServletRequest request) {
    String type = request.getContentType();
    if (!request.getMethod().equals("POST")
        || type == null
        || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return false;
    }
    return isForged(request.getParameterMap());
  }

  /**
   * Whether a form brings more of Faces than ours do. Of one with files the parts are known to
   * Faces' own servlet only, so it asks again there.
   */
  public static boolean isForged(Map<String, String[]> fields) {
    return fields.keySet().stream()
        .filter(name -> name.startsWith("jakarta.faces.") || name.startsWith("javax.faces."))
        .anyMatch(
            name ->
                !name.equals("jakarta.faces.ViewState")
                    || !Arrays.equals(fields.get(name), STATELESS));
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
