package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.carafe.core.HttpError;

/**
 * Keeps threads for requests without a body: one that sends its body slowly holds a thread until it
 * has come, and with all of them held nobody would be shown a page. Of the server's 256 threads
 * ({@code listener.txt}; 200 where it is not used) 160 may wait so.
 */
final class BodyGate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 160;
  private final transient Semaphore places = new Semaphore(MOST);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean bodiless =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    if (bodiless) {
      chain.doFilter(request, response);
      return;
    }
    if (!places.tryAcquire()) {
      // Else the server would read the body before the next request of the connection.
      response.setHeader("Connection", "close");
      throw HttpError.unavailable("Too much is being sent right now.", Duration.ofSeconds(5));
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }
}
