package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Application;

/**
 * Answers what the server refuses before any filter sees it, such as {@code /WEB-INF/web.xml}: it
 * dispatches to the error page of {@code web.xml}, whose address this filter takes.
 */
final class RefusedByServer extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient Kernel kernel;
  private final transient SecurityHeaders headers;
  private final transient ErrorAnswer errors = new ErrorAnswer();

  RefusedByServer(Application application) {
    this.kernel = new Kernel(application);
    this.headers = new SecurityHeaders(kernel.isHttps());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    var exchange = new Exchange(kernel, new Refused(request), response);
    exchange.begin();
    try {
      headers.write(response, exchange.requestId());
      Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
      errors.answer(exchange, response, status instanceof Integer code ? code : 500);
      // Ended, or the server adds a page of its own.
      response.getOutputStream().close();
    } finally {
      exchange.end();
    }
  }

  /** The request as it was sent, not as it was dispatched. */
  private static final class Refused extends HttpServletRequestWrapper {
    Refused(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      Object uri = getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
      return uri instanceof String sent ? sent : super.getRequestURI();
    }
  }
}
