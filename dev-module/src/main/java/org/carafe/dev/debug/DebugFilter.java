package org.carafe.dev.debug;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Application;
import org.carafe.core.web.StaticFiles;

/** Around everything else: brings in what has changed. */
final class DebugFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient SourceFiles sources;

  DebugFilter(SourceFiles sources) {
    this.sources = sources;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getRequestURI().startsWith("/static/")) {
      var statics = request.getServletContext().getAttribute(StaticFiles.class.getName());
      sources.refresh((StaticFiles) statics, Application.current().messages());
    }
    chain.doFilter(request, response);
  }
}
