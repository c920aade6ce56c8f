package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.HttpError;

/**
 * The outermost filter: gives every answer its request id and security headers, and turns whatever
 * goes wrong behind it into the error page.
 */
final class RequestBoundary extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private final transient Kernel kernel;
  private final transient SecurityHeaders headers;
  private final transient ErrorAnswer errors = new ErrorAnswer();

  RequestBoundary(Application application) {
    this.kernel = new Kernel(application);
    this.headers = new SecurityHeaders(kernel.isHttps());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Browsers send UTF-8 and do not say so; the server would read Latin-1.
    request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    var guarded = new GuardedResponse(response);
    var exchange = new Exchange(kernel, request, guarded);
    request.setAttribute(Exchange.ATTRIBUTE, exchange);
    exchange.begin();
    try {
      headers.write(response, exchange.requestId());
      requireKnownLength(request, response);
      chain.doFilter(new IdentifiedRequest(request, exchange), guarded);
      if (guarded.refusedWith() != 0) {
        errors.answer(exchange, response, guarded.refusedWith());
      }
    } catch (Exception | LinkageError | StackOverflowError failure) {
      if (guarded.isStreamed() && !response.isCommitted()) {
        response.reset();
        headers.write(response, exchange.requestId());
      }
      errors.answer(exchange, response, failure);
    } finally {
      exchange.end();
    }
  }

  /**
   * The server knows chunks alone, and takes whatever else is coded for a request without a body:
   * what is in it would be the next request, of which a proxy knows nothing (RFC 9112, section
   * 6.3).
   */
  private static void requireKnownLength(HttpServletRequest request, HttpServletResponse response) {
    List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
    if (!codings.isEmpty()
        && !(codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked"))) {
      response.setHeader("Connection", "close");
      throw HttpError.badRequest("The request is coded in a way that is not known here.");
    }
  }
}
