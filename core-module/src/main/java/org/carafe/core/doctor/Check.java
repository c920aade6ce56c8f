package org.carafe.core.doctor;

import java.util.List;
import org.carafe.core.config.Configuration;

/**
 * Looks at something outside of the application that it depends on. Modules offer theirs by {@code
 * META-INF/services/org.carafe.core.doctor.Check}; {@code carafe doctor} asks all of them.
 *
 * <pre>{@code
 * public final class PrinterCheck implements Check {
 *   public List<Finding> findings(Configuration configuration) {
 *     return List.of(Finding.wrong("printer", "It has no paper.", "Put some in."));
 *   }
 * }
 * }</pre>
 */
public interface Check {
  /**
   * What was found. It must answer within a few seconds and change nothing.
   *
   * @param configuration as read, perhaps with problems: settings may be missing
   */
  List<Finding> findings(Configuration configuration);
}
