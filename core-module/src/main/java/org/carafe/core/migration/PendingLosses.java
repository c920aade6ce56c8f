package org.carafe.core.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What scripts lose that are carried out one after another: nothing is lost with a table or column
 * that one of them has made.
 */
final class PendingLosses {
  private final Set<String> made = new HashSet<>();

  /** The losses of the next script, a phrase each. */
  List<String> in(String script) {
    if (Destruction.hasOwnDelimiter(script)) {
      return Destruction.in(script); // where its statements end nobody can tell
    }
    return SqlParts.of(script, ';').stream().flatMap(this::next).toList();
  }

  private Stream<String> next(String statement) {
    var change = Change.of(statement);
    List<String> losses = change.losesOnlyOf(made) ? List.of() : Destruction.in(statement);
    if (change.renames()) {
      made.clear(); // whatever has such a name now may have been there before
    }
    made.addAll(change.makes());
    return losses.stream();
  }
}
