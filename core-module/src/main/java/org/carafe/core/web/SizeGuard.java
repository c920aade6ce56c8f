package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.HttpError;
import org.carafe.core.route.ResourceRoutes;

/** Refuses bodies that nothing here asks for: 6 MB at the most, 256 kB of JSON, told beforehand. */
public final class SizeGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final long MOST = 6L * 1024 * 1024;

  /** How many bytes of JSON are read at the most, also of those that the server unpacked. */
  public static final int MOST_JSON = 256 * 1024;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean json = Exchange.require().path().startsWith(ResourceRoutes.BASE + "/");
    if (json && request.getHeader("Transfer-Encoding") != null) {
      throw new HttpError(411, "Say how long the body is: send Content-Length.");
    }
    if (request.getContentLengthLong() > (json ? MOST_JSON : MOST)) {
      throw new HttpError(413, "What was sent is too large.");
    }
    chain.doFilter(request, response);
  }
}
