package org.carafe.core.web;

import jakarta.persistence.OptimisticLockException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.HttpError;
import org.carafe.core.rest.Problem;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/** Answers a request that went wrong: the error page for a person, a problem for a program. */
final class ErrorAnswer {
  private static final Logger LOG = System.getLogger(ErrorAnswer.class.getName());

  void answer(Exchange exchange, HttpServletResponse response, Throwable failure)
      throws IOException {
    HttpError error = understood(failure);
    if (error.status() == 500) {
      LOG.log(Level.ERROR, "Request " + exchange.requestId() + ": " + what(exchange), failure);
    } else if (error.status() > 500) {
      LOG.log(
          Level.WARNING,
          "Request {0}: {1} with {2}: {3}",
          exchange.requestId(),
          what(exchange),
          error.status(),
          failure.toString());
    }
    answer(exchange, response, error);
  }

  /** The route's pattern, because a path may carry a secret: a token in a mailed link. */
  private static String what(Exchange exchange) {
    return exchange.request().getMethod()
        + " "
        + exchange
            .route()
            .or(() -> declared(exchange))
            .map(route -> route.pattern().toString())
            .orElseGet(() -> LoggedPath.of(exchange.path()))
        + " failed";
  }

  /** The route of a request that was refused before it was routed. */
  private static Optional<Route> declared(Exchange exchange) {
    return exchange.application().routes().all().stream()
        .filter(route -> route.pattern().match(exchange.path()).isPresent())
        .findFirst();
  }

  void answer(Exchange exchange, HttpServletResponse response, int status) throws IOException {
    answer(exchange, response, new HttpError(status, ""));
  }

  /** What an exception means to the outside. */
  private static HttpError understood(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpError error) {
        return error;
      }
      if (cause instanceof OptimisticLockException) {
        return HttpError.conflict("Somebody else changed this meanwhile.");
      }
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException) {
        return HttpError.unavailable(
            "The database is out of reach.", java.time.Duration.ofSeconds(5));
      }
      if (isTooLarge(cause)) {
        return new HttpError(413, "What was sent is too large.");
      }
    }
    return new HttpError(500, "Something went wrong on our side.");
  }

  /** The servlet API has no type for it: Payara says so in words only. */
  private static boolean isTooLarge(Throwable cause) {
    String message = cause.getMessage();
    return message != null
        && (message.contains("Post too large")
            || message.contains("exceeds its maximum permitted size")
            || message.contains("size exceeds")
            || message.contains("maxPostSize"));
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
    if (error.status() < 500) {
      LOG.log(
          Level.INFO,
          "Request {0}: {1} with {2}: {3}",
          exchange.requestId(),
          what(exchange),
          error.status(),
          error.detail());
    }
    response.resetBuffer();
    response.setStatus(error.status());
    error
        .retryAfter()
        .ifPresent(wait -> response.setHeader("Retry-After", String.valueOf(wait.toSeconds())));
    if (isForPrograms(exchange)) {
      Problem.of(error, exchange.requestId()).write(response);
    } else {
      page(exchange, response, error.status());
    }
  }

  /** Decided by the raw address: what is malformed has no path yet. */
  private static boolean isForPrograms(Exchange exchange) {
    String uri = exchange.request().getRequestURI();
    return uri.equals("/api") || uri.startsWith("/api/");
  }

  private static void page(Exchange exchange, HttpServletResponse response, int status)
      throws IOException {
    String view = exchange.application().errorView().orElse(null);
    exchange.errorStatus(status);
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
