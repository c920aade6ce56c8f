package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.HttpError;
import org.carafe.core.route.RequestPath;

/** Lets through only paths that mean one thing to everybody; what is behind sees them decoded. */
final class PathGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path =
        RequestPath.decode(request.getRequestURI())
            .orElseThrow(() -> HttpError.badRequest("The address is not written correctly."));
    Exchange.require().path(path);
    chain.doFilter(request, response);
  }
}
