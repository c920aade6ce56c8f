package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.route.Destination;

/**
 * Keeps threads for requests without a body, and places for bodies from others: one that sends its
 * body slowly holds a thread until it has come, and with all of them held nobody would be shown a
 * page. Of the server's 256 threads ({@code listener.txt}; 200 where it is not used) 160 may be
 * busy with bodies, one client may be sending a few ({@code client.bodies}), and each body must
 * come in time: ten seconds, and one more for each 16 kB that have come, of 256 kB in advance.
 */
final class BodyGate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 160;
  private static final long LEAST_SPEED = 16L * 1024;
  private static final long ADVANCE = 256L * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final transient Semaphore places = new Semaphore(MOST);
  private final transient BodyShares shares;
  private final transient UploadLimit limit;
  private final transient ScheduledThreadPoolExecutor alarms =
      new ScheduledThreadPoolExecutor(1, BodyGate::thread);

  BodyGate(Application application) {
    shares = new BodyShares(application.configuration().get(CoreSettings.CLIENT_BODIES));
    limit = UploadLimit.of(application.configuration());
    alarms.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "carafe-bodies");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void destroy() {
    alarms.shutdownNow();
  }

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
    if (IncomingBody.hasParts(request) && !takesFiles(request)) {
      hangUp(response);
      throw new HttpError(415, "Files cannot be sent to this address.");
    }
    if (!places.tryAcquire()) {
      hangUp(response);
      throw HttpError.unavailable("Too much is being sent right now.", Duration.ofSeconds(5));
    }
    try {
      receive(request, response, chain);
    } finally {
      places.release();
    }
  }

  /** Other forms come in one piece, and soon: nobody is kept waiting by files that nobody wants. */
  private static boolean takesFiles(HttpServletRequest request) {
    Exchange exchange = Exchange.require();
    Destination destination =
        exchange.application().destination(request.getMethod(), exchange.path());
    return !(destination instanceof Destination.Declared declared) || declared.route().takesFiles();
  }

  private void receive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String client = ClientAddress.of(request).place();
    if (!shares.take(client)) {
      hangUp(response);
      throw HttpError.tooManyRequests(
          "Too much is being sent from your network at this moment.", Duration.ofSeconds(5));
    }
    long advance = Math.min(Math.max(0, request.getContentLengthLong()), ADVANCE);
    var watch = new BodyWatch(this::ring, come -> time(Math.max(advance, come)));
    var body = new IncomingBody(request, watch, () -> shares.giveBack(client), limit);
    try {
      chain.doFilter(body, response);
    } finally {
      body.end();
      body.forget();
      if (watch.isLate()) {
        hangUp(response);
      }
    }
  }

  private static Duration time(long bytes) {
    return PATIENCE.plusSeconds(bytes / LEAST_SPEED);
  }

  private Future<?> ring(Runnable alarm, Duration time) {
    return alarms.schedule(alarm, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Else the server would read the body before the next request of the connection. */
  private static void hangUp(HttpServletResponse response) {
    response.setHeader("Connection", "close");
  }
}
