package org.carafe.snippets;

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
 *
 * <pre>{@code
 * var engine = new Engine(getClass().getClassLoader());
 * var shell = JShell.builder().executionEngine(engine, Map.of()).build();
 * engine.begin();
 * shell.eval("while (true) {}");   // until another thread calls engine.stop()
 * }</pre>
 */
public final class Engine extends DirectExecutionControl implements ExecutionControlProvider {
  private final int number;
  private final SnippetClasses classes;
  private int stops;
  private @Nullable Object value;
  private @Nullable Throwable thrown;
  private @Nullable Thread running;

  /**
   * For snippets that see these classes.
   *
   * @param application the parent of the snippets' class loader
   */
  public Engine(ClassLoader application) {
    this(StopSign.fresh(), application);
  }

  private Engine(int number, ClassLoader application) {
    this(number, new SnippetClasses(application, number));
  }

  private Engine(int number, SnippetClasses classes) {
    super(classes);
    this.number = number;
    this.classes = classes;
  }

  @Override
  public String name() {
    return "carafe";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
    return this;
  }

  /** Forgets what the last snippet answered and that it was stopped: another one follows. */
  public synchronized void begin() {
    StopSign.down(number);
    stops = 0;
    forget();
  }

  /** Forgets what the last snippet answered. */
  public void forget() {
    value = null;
    thrown = null;
  }

  /** What the last snippet answered. */
  public @Nullable Object value() {
    return value;
  }

  /** What the last snippet threw. */
  public @Nullable Throwable thrown() {
    return thrown;
  }

  /** Whether somebody has stopped it since it began. */
  public boolean isStopped() {
    return StopSign.isUp(number);
  }

  /**
   * Ends what runs: at its next jump or call, and where it waits. Code of a library that neither
   * comes back nor waits goes on. What lines have begun beside it ends too, even where it comes
   * back only after the next line has begun.
   *
   * @return how often it was asked to since it began
   */
  public synchronized int halt() {
    StopSign.up(number);
    if (running != null) {
      running.interrupt();
    }
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread != running && classes.isRunBy(stack)) {
                StopSign.stop(thread);
                thread.interrupt();
              }
            });
    return ++stops;
  }

  private synchronized void runs(@Nullable Thread thread) {
    running = thread;
    if (thread == null) {
      Thread.interrupted();
    }
  }

  @Override
  protected String invoke(Method method) throws Exception {
    runs(Thread.currentThread());
    try {
      value = method.invoke(null);
      return "";
    } finally {
      runs(null);
    }
  }

  @Override
  protected String throwConvertedInvocationException(Throwable cause)
      throws RunException, InternalException {
    thrown = cause;
    return super.throwConvertedInvocationException(cause);
  }
}
