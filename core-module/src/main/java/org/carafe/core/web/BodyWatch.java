package org.carafe.core.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.carafe.core.Causes;
import org.carafe.core.HttpError;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a body comes in time: after it, the thread that waits for more of it is
 * interrupted, which ends the wait and the connection. A thread that does something else by then is
 * left alone.
 */
final class BodyWatch implements Runnable {
  /** The servlet API has no type for it: Payara says so in words only. */
  private static final List<String> TOO_LARGE =
      List.of(
          "Post too large", "exceeds its maximum permitted size", "size exceeds", "maxPostSize");

  private final Clock clock;
  private final Patience patience;
  private final long begun = System.nanoTime();
  private Future<?> alarm;
  private long come;
  private @Nullable Thread reader;
  private boolean late;

  /** Something that waits for the client. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Sets the alarm. */
  interface Clock {
    Future<?> ring(Runnable alarm, Duration time);
  }

  /** How long a body may take of which so many bytes have come. */
  interface Patience {
    Duration with(long come);
  }

  BodyWatch(Clock clock, Patience patience) {
    this.clock = clock;
    this.patience = patience;
    this.alarm = clock.ring(this, patience.with(0));
  }

  /** Who sends on has more time. */
  synchronized void came(long bytes) {
    come += bytes;
  }

  @Override
  public synchronized void run() {
    Duration rest = patience.with(come).minusNanos(System.nanoTime() - begun);
    if (!rest.isNegative() && !rest.isZero()) {
      alarm = clock.ring(this, rest);
      return;
    }
    late = true;
    if (reader != null) {
      reader.interrupt();
    }
  }

  <T> T over(Reading<T> reading) throws IOException {
    begin();
    try {
      T read = reading.read();
      if (end()) {
        throw tooLate();
      }
      return read;
    } catch (IOException | RuntimeException broken) {
      if (end() || isTimeout(broken)) {
        throw tooLate();
      }
      if (isTooLarge(broken)) {
        throw new HttpError(413, "What was sent is too large.");
      }
      throw broken;
    }
  }

  /** The server's own patience has ended, which is for one read alone. */
  private static boolean isTimeout(Throwable broken) {
    return Causes.of(broken)
        .anyMatch(
            cause -> cause instanceof TimeoutException || cause instanceof SocketTimeoutException);
  }

  private static boolean isTooLarge(Throwable broken) {
    return Causes.of(broken)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> TOO_LARGE.stream().anyMatch(message::contains));
  }

  private synchronized void begin() {
    if (late) {
      throw tooLate();
    }
    reader = Thread.currentThread();
  }

  /** Whether the time ended meanwhile; the interruption was meant for the wait alone. */
  private synchronized boolean end() {
    if (reader != null && late) {
      Thread.interrupted();
    }
    reader = null;
    return late;
  }

  synchronized boolean isLate() {
    return late;
  }

  synchronized void done() {
    alarm.cancel(false);
  }

  private static HttpError tooLate() {
    return new HttpError(408, "What was sent came too slowly.");
  }
}
