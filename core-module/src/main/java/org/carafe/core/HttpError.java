package org.carafe.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an HTTP status, as Flask's {@code abort} does: a person gets the error page,
 * a program {@code application/problem+json}.
 *
 * <pre>{@code
 * User user = users.find(name).orElseThrow(() -> HttpError.notFound("There is nobody of this name."));
 * }</pre>
 */
public class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final @Nullable Duration retryAfter;
  private final @Nullable String explanation;

  /**
   * An error.
   *
   * @param status 400 to 599
   * @param detail one sentence that may be shown to the caller
   */
  public HttpError(int status, String detail) {
    this(status, detail, null, null);
  }

  private HttpError(
      int status, String detail, @Nullable Duration retryAfter, @Nullable String explanation) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
    this.explanation = explanation;
  }

  /** 400: the request cannot be understood. */
  public static HttpError badRequest(String detail) {
    return new HttpError(400, detail);
  }

  /** 401: nobody is signed in. */
  public static HttpError unauthorized() {
    return new HttpError(401, "Sign in first.");
  }

  /** 403: whoever asks may not. */
  public static HttpError forbidden(String detail) {
    return new HttpError(403, detail);
  }

  /** 404: there is no such thing. */
  public static HttpError notFound(String detail) {
    return new HttpError(404, detail);
  }

  /** 409: somebody else was faster. */
  public static HttpError conflict(String detail) {
    return new HttpError(409, detail);
  }

  /** 429: too often. */
  public static HttpError tooManyRequests(String detail, Duration retryAfter) {
    return new HttpError(429, detail, retryAfter, null);
  }

  /** 503: not now. */
  public static HttpError unavailable(String detail, Duration retryAfter) {
    return new HttpError(503, detail, retryAfter, null);
  }

  /**
   * The same error, which the error page explains with this text instead of the usual one for its
   * status.
   *
   * @param key the full key of a message; {0} is how long to wait
   */
  public HttpError explainedBy(String key) {
    return new HttpError(status, detail(), retryAfter, key);
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The sentence for the caller. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The full key of the text that explains it to a person, if it has one of its own. */
  public Optional<String> explanation() {
    return Optional.ofNullable(explanation);
  }

  /** When it makes sense to try again. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
