package org.carafe.cli.debug;

import java.nio.file.Path;
import java.util.List;
import org.carafe.core.migration.Migration;

/** Why requests cannot go on to the application. */
sealed interface Problem {

  /** Maven builds everything. */
  record Building() implements Problem {}

  /** The compiler refused. */
  record DoesNotCompile(List<Mistake> mistakes) implements Problem {}

  /** The changed application could not be deployed. */
  record DoesNotStart(String cause) implements Problem {}

  /**
   * The database is behind the sources.
   *
   * @param losses what applying them would destroy
   */
  record Pending(List<Migration> migrations, List<String> losses, String failure)
      implements Problem {
    /** What has to be sent to agree to these losses and no others; empty where there are none. */
    String consent() {
      return losses.isEmpty() ? "" : "%08x".formatted(losses.hashCode());
    }
  }

  /** One mistake, line and column counted from 1. */
  record Mistake(Path file, long line, long column, String text) {}
}
