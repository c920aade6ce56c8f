package org.carafe.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.command.Table;
import org.carafe.core.migration.Migration;
import org.jspecify.annotations.Nullable;

/** How migrations are shown. */
final class Migrations {
  private Migrations() {}

  static Optional<Migration> current(List<Migration> all) {
    return all.stream().filter(Migration::isApplied).max(Comparator.comparingInt(Migration::rank));
  }

  static List<Migration> pending(List<Migration> all) {
    return all.stream().filter(migration -> !migration.isApplied()).toList();
  }

  static Map<String, @Nullable Object> describe(Migration migration) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("version", migration.version());
    map.put("module", migration.module());
    map.put("description", migration.description());
    map.put("state", state(migration));
    map.put("appliedAt", migration.appliedAt().map(Instant::toString).orElse(null));
    map.put("script", migration.script());
    map.put("undoable", migration.undoable());
    return map;
  }

  static String sentence(Migration migration) {
    return "%s %s: %s (%s)"
        .formatted(
            migration.version(), migration.module(), migration.description(), state(migration));
  }

  static Table table(List<Migration> all) {
    var table = new Table("VERSION", "MODULE", "DESCRIPTION", "STATE", "APPLIED", "WAY BACK");
    for (var migration : all) {
      table.row(
          migration.version(),
          migration.module(),
          migration.description(),
          state(migration),
          migration.appliedAt().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(""),
          migration.undoable() ? "yes" : "no");
    }
    return table;
  }

  private static String state(Migration migration) {
    return migration.state().name().toLowerCase(Locale.ROOT);
  }
}
