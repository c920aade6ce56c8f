package org.carafe.core.web;

import java.io.IOException;
import java.util.concurrent.Future;
import org.carafe.core.HttpError;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a body comes in time: after it, the thread that waits for more of it is
 * interrupted, which ends the wait and the connection. A thread that does something else by then is
 * left alone.
 */
final class BodyWatch implements Runnable {
  private final Future<?> alarm;
  private @Nullable Thread reader;
  private boolean late;

  /** Something that waits for the client. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Sets the alarm. */
  interface Clock {
    Future<?> ring(Runnable alarm);
  }

  BodyWatch(Clock clock) {
    this.alarm = clock.ring(this);
  }

  @Override
  public synchronized void run() {
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
      if (end()) {
        throw tooLate();
      }
      if (isTooLarge(broken)) {
        throw new HttpError(413, "What was sent is too large.");
      }
      throw broken;
    }
  }

  /** The servlet API has no type for it: Payara says so in words only. */
  private static boolean isTooLarge(Throwable broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Post too large")
          || message.contains("exceeds its maximum permitted size")
          || message.contains("size exceeds")
          || message.contains("maxPostSize")) {
        return true;
      }
    }
    return false;
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

  void done() {
    alarm.cancel(false);
  }

  private static HttpError tooLate() {
    return new HttpError(408, "What was sent came too slowly.");
  }
}
