package org.carafe.dev.debug;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.route.Route;
import org.carafe.core.web.StaticFiles;

/**
 * Around everything else: brings in what has changed, records what happens, shows the debugger in
 * the place of the page for a failure, and ends pages with the debug bar.
 */
final class DebugFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient Path root;
  private final transient SourceFiles sources;

  DebugFilter(Path root) {
    this.root = root;
    this.sources = new SourceFiles(root);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String uri = request.getRequestURI();
    if (uri.startsWith("/static/")) {
      chain.doFilter(request, response);
      return;
    }
    var statics = (StaticFiles) getServletContextAttribute(request);
    sources.refresh(statics, Application.current().messages());
    if (uri.startsWith("/dev/debug/")) {
      chain.doFilter(request, response);
      return;
    }
    var page = new HeldPage(response);
    var recorded = Recorded.begin(request);
    try {
      chain.doFilter(request, page);
    } finally {
      recorded.end(request, page.getStatus(), page.getHeader("Location"));
    }
    finish(request, recorded, page, statics);
  }

  private static Object getServletContextAttribute(HttpServletRequest request) {
    return request.getServletContext().getAttribute(StaticFiles.class.getName());
  }

  private void finish(
      HttpServletRequest request, Recorded recorded, HeldPage page, StaticFiles statics)
      throws IOException {
    Optional<Recorded> before = Records.before(request.getRequestURI());
    Records.keep(recorded);
    if (!page.isHeld()) {
      return;
    }
    String text = page.text();
    if (!Gatekeeper.admits(request)) {
      page.send(text);
    } else if (recorded.failure().isPresent()) {
      page.send(DebugPage.of(recorded, statics, root, Lock.isOpenTo(request)));
    } else if (isWhole(request, recorded, text)) {
      String style = "<link rel=\"stylesheet\" href=\"" + statics.url("dev/dev.css") + "\">";
      page.send(
          text.replaceFirst("</head>", style + "</head>")
              .replace("</body>", DebugBar.of(recorded, before) + "</body>"));
    } else {
      page.send(text);
    }
  }

  /** Neither a part of a page for a script nor a mail in a frame. */
  private static boolean isWhole(HttpServletRequest request, Recorded recorded, String text) {
    return request.getHeader("X-Carafe-Partial") == null
        && text.contains("</body>")
        && recorded.route().map(Route::target).flatMap(Route.Target::view).isPresent();
  }
}
