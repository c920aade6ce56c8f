package org.carafe.testing;

import java.util.Map;

/**
 * What the dynamic parts of a module's URLs may stand for, so that the test of the access table
 * finds a page behind them. A CDI bean among the module's tests.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class NotesParts implements SampleParts {
 *   public String module() {
 *     return "notes";
 *   }
 *
 *   public Map<String, String> of(long personId) {
 *     return Map.of("id", Long.toString(aNoteOf(personId)));
 *   }
 * }
 * }</pre>
 */
public interface SampleParts {

  /** The blueprint's name. */
  String module();

  /** The parts by name, of rows that this person may see; they are made here. */
  Map<String, String> of(long personId);
}
