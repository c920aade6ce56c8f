package org.carafe.core.persistence;

import java.time.Duration;
import java.util.List;
import org.carafe.core.config.Configuration;

/**
 * Says which rows of a module are worth nothing after a while; {@link Sweeper} deletes them.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class EndedSessions implements Retention {
 *   public List<Rule> rules(Configuration configuration) {
 *     return List.of(new Rule("sessions", "expires_at", configuration.get(EXPIRED)));
 *   }
 * }
 * }</pre>
 */
public interface Retention {

  /** The rules, as configured. */
  List<Rule> rules(Configuration configuration);

  /**
   * Rows go when the time in a column is longer ago than this; the column needs an index.
   *
   * @param column a datetime; rows without one stay
   */
  record Rule(String table, String column, Duration keep) {
    /** The names become SQL and are never anybody's input. */
    public Rule {
      if (!table.matches("[a-z_]+") || !column.matches("[a-z_]+")) {
        throw new IllegalArgumentException(
            "“%s.%s” is no column. Use lower-case letters and underscores."
                .formatted(table, column));
      }
    }
  }
}
