package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.carafe.core.Causes;
import org.carafe.core.migration.Migration.State;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway's table of what was applied, beside the scripts that are here. */
final class HistoryTable {
  private static final int NO_SUCH_TABLE = 1146;

  private final Database database;
  private final MigrationScripts scripts;

  HistoryTable(Database database, MigrationScripts scripts) {
    this.database = database;
    this.scripts = scripts;
  }

  /** Whether the database has a history at all. */
  boolean hasBegun() {
    return rows().isPresent();
  }

  /** Whether anything stands in it. */
  boolean hasRows() {
    return rows().orElse(false);
  }

  /** Whether there are any; empty where there is no history. */
  private Optional<Boolean> rows() {
    try (Connection connection = database.connect();
        PreparedStatement query =
            connection.prepareStatement("select 1 from `" + MigrationHistory.TABLE + "` limit 1");
        ResultSet rows = query.executeQuery()) {
      return Optional.of(rows.next());
    } catch (SQLException failure) {
      if (failure.getErrorCode() == NO_SUCH_TABLE) {
        return Optional.empty();
      }
      throw new MigrationException(
          "The history cannot be read: " + Database.firstLine(failure), failure);
    }
  }

  /** Every migration, by version: those that are here and those that were applied. */
  List<Migration> all() {
    try {
      List<MigrationInfo> all = List.of(flyway().load().info().all());
      all.stream().filter(info -> info.getState().isResolved()).forEach(this::refuseUnread);
      return all.stream()
          .filter(info -> info.getVersion() != null && info.getScript().endsWith(".sql"))
          .map(this::migration)
          .sorted(Comparator.comparing(Migration::version))
          .toList();
    } catch (FlywayException failure) {
      throw explained("The history cannot be read", failure);
    }
  }

  /** Flyway would carry out more than what is looked through for what it loses. */
  private void refuseUnread(MigrationInfo info) {
    String script = info.getScript();
    String name = script.substring(script.lastIndexOf('/') + 1);
    if (info.getVersion() == null || !name.startsWith("V") || !name.endsWith(".sql")) {
      throw new MigrationException(
          "%s in db/migration is no step of the history: each is named V…__….sql and applied once. Take it out, or give it such a name."
              .formatted(script));
    }
    var migration = migration(info);
    if (scripts.text(migration).isEmpty()) {
      throw new MigrationException(
          "db/migration/%s lies in no module's folder, so nobody looks through it for what it loses. Move it to db/migration/<module> in the resources of that module."
              .formatted(script));
    }
    if (scripts.isConfigured(migration)) {
      throw new MigrationException(
          "db/migration/%s.conf makes Flyway read the script in another way than carafe does. Take it out."
              .formatted(script));
    }
  }

  void delete(Migration migration) {
    update("delete from `%s` where installed_rank = ? and version = ?", migration);
  }

  /** Keeps that only a part of it is there. */
  void fail(Migration migration) {
    update("update `%s` set success = false where installed_rank = ? and version = ?", migration);
  }

  private void update(String sql, Migration migration) {
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(sql.formatted(MigrationHistory.TABLE))) {
      update.setInt(1, migration.rank());
      update.setString(2, migration.version());
      update.executeUpdate();
    } catch (SQLException failure) {
      throw new MigrationException(
          "The history could not be written: " + Database.firstLine(failure), failure);
    }
  }

  /** Flyway on this database, with every module's scripts. */
  FluentConfiguration flyway() {
    return Flyway.configure(scripts.loader())
        .dataSource(
            Database.withoutLocalFiles(database.url()), database.user(), database.password())
        .table(MigrationHistory.TABLE)
        .locations(scripts.locations())
        .outOfOrder(true)
        .ignoreMigrationPatterns("*:missing", "*:future")
        .validateMigrationNaming(true)
        .skipDefaultCallbacks(true)
        .cleanDisabled(true);
  }

  private Migration migration(MigrationInfo info) {
    String script = info.getScript();
    var migration =
        new Migration(
            info.getVersion().getVersion(),
            script.contains("/") ? script.substring(0, script.indexOf('/')) : "",
            info.getDescription(),
            script,
            state(info),
            info.getInstalledRank() == null ? 0 : info.getInstalledRank(),
            Optional.ofNullable(info.getInstalledOn()).map(java.util.Date::toInstant),
            false);
    return scripts.undo(migration).isPresent() ? undoable(migration) : migration;
  }

  private static Migration undoable(Migration migration) {
    return new Migration(
        migration.version(),
        migration.module(),
        migration.description(),
        migration.script(),
        migration.state(),
        migration.rank(),
        migration.appliedAt(),
        true);
  }

  private static State state(MigrationInfo info) {
    if (!info.getState().isApplied()) {
      return State.PENDING;
    }
    if (info.getState().isFailed()) {
      return State.FAILED;
    }
    if (!info.getState().isResolved()) {
      return State.MISSING;
    }
    return info.isChecksumMatching() ? State.APPLIED : State.CHANGED;
  }

  /** What Flyway met, in a sentence. */
  MigrationException explained(String what, FlywayException failure) {
    return Causes.first(SQLException.class, failure)
        .filter(Database::isRefusal)
        .map(refusal -> new MigrationException(database.refusal(refusal), failure))
        .orElseGet(() -> new MigrationException(what + ": " + cause(failure), failure));
  }

  /** Flyway's messages are pages; what the server said, or the first line, is what matters. */
  static String cause(FlywayException failure) {
    return Causes.first(SQLException.class, failure)
        .map(Database::firstLine)
        .orElseGet(
            () -> sentence(String.valueOf(failure.getMessage()).lines().findFirst().orElse("")));
  }

  private static String sentence(String line) {
    return line.startsWith("Found non-empty schema")
        ? "it has tables and no migration history, so nothing knows which version they are of. Restore a backup (carafe db restore FILE --yes), or begin anew with an empty one, in development by carafe db reset --yes"
        : line.strip();
  }
}
