package org.carafe.core.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of the schema's history.
 *
 * @param version a UTC timestamp, such as 20261121120000
 * @param module the module it belongs to
 * @param script its file below db/migration, such as {@code users/V20261121120000__users.sql}
 * @param rank the place in the order of application; 0 while it is pending
 */
public record Migration(
    String version,
    String module,
    String description,
    String script,
    State state,
    int rank,
    Optional<Instant> appliedAt,
    boolean undoable) {

  /** How far it has come. */
  public enum State {
    /** Not applied yet. */
    PENDING,
    APPLIED,
    /** Begun and not finished, on its way up or back: refused until it is repaired. */
    FAILED,
    /** Applied, and its script has been edited since. */
    CHANGED,
    /** Applied, and its script is not here: the module was taken out, or a newer version ran. */
    MISSING
  }

  /** Whether something of it is in the database. */
  public boolean isApplied() {
    return state != State.PENDING;
  }

  /** The script of the way back. */
  public String undoScript() {
    return module + "/U" + fileName().substring(1);
  }

  private String fileName() {
    return script.substring(script.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return script;
  }
}
