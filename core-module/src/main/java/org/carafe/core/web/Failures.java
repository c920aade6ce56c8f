package org.carafe.core.web;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.SystemException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.carafe.core.Causes;
import org.carafe.core.HttpError;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request: what it means to the outside, and its line in the log. Whoever
 * answers an error, to a person or to a program, logs it here.
 */
public final class Failures {
  private static final Logger LOG = System.getLogger("org.carafe.core.web");

  private Failures() {}

  /** What an exception means to the outside; 500 where it is nothing expected. */
  public static HttpError understood(Throwable failure) {
    boolean ofDatabase = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpError error) {
        return error;
      }
      if (cause instanceof OptimisticLockException) {
        return HttpError.conflict("Somebody else changed this meanwhile.");
      }
      if (isOutOfReach(cause)) {
        return HttpError.unavailable("The database is out of reach.", Duration.ofSeconds(5));
      }
      // Whatever is below it happened between us and the database.
      ofDatabase |= cause instanceof SQLException;
      if (!ofDatabase && isBrokenOff(cause)) {
        return HttpError.badRequest("The connection ended before all was sent.");
      }
    }
    return new HttpError(500, "Something went wrong on our side.");
  }

  /** The server tells a rollback for which the connection is gone, and no longer why. */
  private static boolean isOutOfReach(Throwable cause) {
    return cause instanceof SQLTransientConnectionException
        || cause instanceof SQLNonTransientConnectionException
        || cause instanceof SystemException;
  }

  /**
   * Whether whoever called has left: no error of ours, and nobody there to be answered. A database
   * that has left is one of ours.
   */
  static boolean isForNobody(Throwable failure) {
    return Causes.of(failure)
        .takeWhile(cause -> !(cause instanceof SQLException || cause instanceof SystemException))
        .anyMatch(Failures::isBrokenOff);
  }

  private static boolean isBrokenOff(Throwable cause) {
    return cause instanceof EOFException
        || (cause instanceof IOException
            && String.valueOf(cause.getMessage()).contains("Connection is closed"));
  }

  /**
   * Logs an answer that is an error: one line, with the stack below it where the fault is ours.
   *
   * @param failure what led to it, if it was an exception
   */
  public static void log(Exchange exchange, HttpError error, @Nullable Throwable failure) {
    String line =
        "Request %s: %s %s failed with %d: %s"
            .formatted(
                exchange.requestId(),
                exchange.request().getMethod(),
                address(exchange),
                error.status(),
                LoggedPath.within(error.detail()));
    if (error.status() == 500) {
      if (failure != null) {
        exchange.failure(failure);
      }
      LOG.log(Level.ERROR, line, failure);
    } else if (error.status() > 500) {
      LOG.log(Level.WARNING, failure == null || failure == error ? line : line + " " + failure);
    } else {
      LOG.log(Level.INFO, line);
    }
  }

  /** The route's pattern, because a path may carry a secret: a token in a mailed link. */
  private static String address(Exchange exchange) {
    return exchange
        .route()
        .or(
            () ->
                exchange
                    .knownPath()
                    .flatMap(
                        path ->
                            exchange.application().routes().all().stream()
                                .filter(route -> route.pattern().match(path).isPresent())
                                .findFirst()))
        .map(Route::pattern)
        .map(Object::toString)
        .orElseGet(() -> LoggedPath.of(exchange.request().getRequestURI()));
  }
}
