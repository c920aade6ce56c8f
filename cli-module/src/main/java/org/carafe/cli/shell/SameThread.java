package org.carafe.cli.shell;

import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this process and on the thread that asks, so that a transaction lasts from one
 * line to the next, and keeps what they answered as it is instead of as text.
 */
final class SameThread extends DirectExecutionControl implements ExecutionControlProvider {
  private @Nullable Object value;
  private @Nullable Throwable thrown;
  private @Nullable Thread running;

  @Override
  public String name() {
    return "carafe";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }

  /** What the last snippet answered. */
  @Nullable Object value() {
    return value;
  }

  /** What the last snippet threw. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  void forget() {
    value = null;
    thrown = null;
  }

  /** Interrupts the snippet that runs, if one does. */
  synchronized void interrupt() {
    if (running != null) {
      running.interrupt();
    }
  }

  private synchronized void runs(@Nullable Thread thread) {
    running = thread;
  }

  @Override
  protected String invoke(Method method) throws Exception {
    runs(Thread.currentThread());
    try {
      value = method.invoke(null);
      return "";
    } finally {
      runs(null);
      Thread.interrupted();
    }
  }

  @Override
  protected String throwConvertedInvocationException(Throwable cause)
      throws RunException, InternalException {
    thrown = cause;
    return super.throwConvertedInvocationException(cause);
  }
}
