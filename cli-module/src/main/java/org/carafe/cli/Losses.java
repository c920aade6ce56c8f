package org.carafe.cli;

import java.util.List;
import org.carafe.core.migration.Destruction;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationScripts;

/** What a way back would destroy, each with the script that does it. */
final class Losses {
  private Losses() {}

  static List<String> down(List<Migration> migrations, MigrationScripts scripts) {
    return migrations.stream()
        .flatMap(
            migration ->
                Destruction.in(scripts.undo(migration).orElse("")).stream()
                    .map(loss -> "%s (%s)".formatted(loss, migration.undoScript())))
        .toList();
  }
}
