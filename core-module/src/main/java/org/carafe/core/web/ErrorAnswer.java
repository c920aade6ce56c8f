package org.carafe.core.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.carafe.core.HttpError;
import org.carafe.core.rest.Problem;
import org.jspecify.annotations.Nullable;

/** Answers a request that went wrong: the error page for a person, a problem for a program. */
final class ErrorAnswer {
  private static final Logger LOG = System.getLogger(ErrorAnswer.class.getName());

  void answer(Exchange exchange, HttpServletResponse response, Throwable failure)
      throws IOException {
    HttpError error = Failures.understood(failure);
    Failures.log(exchange, error, failure);
    if (Failures.isForNobody(failure)) {
      response.setStatus(error.status());
      return;
    }
    answer(exchange, response, error);
  }

  void answer(Exchange exchange, HttpServletResponse response, int status) throws IOException {
    var error = new HttpError(status, "");
    Failures.log(exchange, error, null);
    answer(exchange, response, error);
  }

  private void answer(Exchange exchange, HttpServletResponse response, HttpError error)
      throws IOException {
    if (response.isCommitted()) {
      LOG.log(
          Level.WARNING,
          "Request {0}: the answer had left before it failed with {1}",
          exchange.requestId(),
          error.status());
      return;
    }
    response.resetBuffer();
    response.setStatus(error.status());
    error
        .retryAfter()
        .ifPresent(wait -> response.setHeader("Retry-After", String.valueOf(wait.toSeconds())));
    if (error.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader(Challenge.HEADER, Challenge.of(exchange.application()));
    }
    if (isForPrograms(exchange)) {
      Problem.of(error, exchange).write(response);
    } else {
      page(exchange, response, error);
    }
  }

  /** Decided by the raw address: what is malformed has no path yet. */
  private static boolean isForPrograms(Exchange exchange) {
    String uri = exchange.request().getRequestURI();
    return uri.equals("/api") || uri.startsWith("/api/");
  }

  private static void page(Exchange exchange, HttpServletResponse response, HttpError error)
      throws IOException {
    int status = error.status();
    String view = exchange.application().errorView().orElse(null);
    exchange.failsWith(error);
    if (view != null) {
      try {
        HttpServletRequest request = exchange.request();
        var page = new CollectedPage(response);
        request.getRequestDispatcher(view).forward(new PlainGet(request), page);
        response.setStatus(status);
        page.send();
        return;
      } catch (ServletException | RuntimeException broken) {
        LOG.log(Level.ERROR, "Request " + exchange.requestId() + ": the error page failed", broken);
      }
    }
    lastResort(exchange, response, status);
  }

  private static void lastResort(Exchange exchange, HttpServletResponse response, int status)
      throws IOException {
    if (!response.isCommitted()) {
      response.resetBuffer();
      response.setStatus(status);
      response.setContentType("text/plain; charset=UTF-8");
      response.setCharacterEncoding("UTF-8");
      response
          .getOutputStream()
          .write(
              ("Error " + status + "\nRequest " + exchange.requestId() + "\n")
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /**
   * The request without what was posted, so that Faces renders the error page and acts on nothing.
   */
  private static final class PlainGet extends HttpServletRequestWrapper {
    PlainGet(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    /** A page is a page, whatever script asked for it: Faces would write XML for its own. */
    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase("Faces-Request") ? null : super.getHeader(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }
  }
}
