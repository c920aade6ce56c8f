package org.carafe.core;

import java.util.Optional;
import java.util.stream.Stream;

/** What lies beneath an exception that others have wrapped. */
public final class Causes {
  private Causes() {}

  /** The exception itself, then its cause, and so on. */
  public static Stream<Throwable> of(Throwable failure) {
    Stream.Builder<Throwable> causes = Stream.builder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes.build();
  }

  /** The first of them that is of this type. */
  public static <T extends Throwable> Optional<T> first(Class<T> type, Throwable failure) {
    return of(failure).filter(type::isInstance).findFirst().map(type::cast);
  }
}
