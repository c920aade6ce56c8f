package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Keeps a migration that is being carried out in the history as failed. Flyway itself writes
 * nothing before the end, so one that is killed in the middle would leave no trace of what was
 * done. Flyway asks before it writes how it ended, so that is kept meanwhile, and {@link #end}
 * takes it up where Flyway was killed on the way.
 */
final class RunningMark implements Callback {
  private final Database database;

  RunningMark(Database database) {
    this.database = database;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE_ERROR;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    String table = context.getConfiguration().getTable();
    // A connection of its own: what the script's does is undone or committed with the script.
    try (Connection connection = database.connect()) {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        Progress.up(connection, context.getMigrationInfo().getVersion().getVersion());
        set(connection, table, context.getMigrationInfo());
      } else {
        MigrationInfo migration = context.getMigrationInfo();
        connection.setAutoCommit(false); // always known either here or there
        Progress.ended(
            connection,
            migration.getVersion().getVersion(),
            new Progress.End(
                event == Event.AFTER_EACH_MIGRATE,
                migration.getResolvedChecksum(),
                migration.getScript()));
        clear(connection, table, migration);
        connection.commit();
      }
    } catch (SQLException failure) {
      throw new MigrationException(
          "The history could not be written: " + Database.firstLine(failure), failure);
    }
  }

  private static void set(Connection connection, String table, MigrationInfo migration)
      throws SQLException {
    insert(
        connection,
        table,
        migration.getVersion().getVersion(),
        migration.getDescription(),
        new Progress.End(false, migration.getResolvedChecksum(), migration.getScript()));
  }

  /** Writes into the history what Flyway no longer could; while nobody migrates. */
  static void end(Database database, String table) {
    Progress.on(
        database,
        connection -> {
          for (Map.Entry<String, Progress.End> end : Progress.ends(connection).entrySet()) {
            String version = end.getKey();
            if (!isKnown(connection, table, version)) {
              insert(connection, table, version, description(end.getValue()), end.getValue());
            }
            Progress.taken(connection, version);
          }
        });
  }

  private static String description(Progress.End end) {
    String name = end.script().replaceFirst("(?i)^.*?__(.*)\\.sql$", "$1");
    return name.replace('_', ' ');
  }

  private static boolean isKnown(Connection connection, String table, String version)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from `" + table + "` where version = ?")) {
      query.setString(1, version);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void insert(
      Connection connection, String table, String version, String description, Progress.End end)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into `%1$s`
              (installed_rank, version, description, type, script, checksum,
               installed_by, execution_time, success)
            select coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?, ?, 0, ? from `%1$s`
            """
                .formatted(table))) {
      insert.setString(1, version);
      insert.setString(2, description);
      insert.setString(3, end.script());
      insert.setObject(4, end.checksum());
      insert.setString(5, connection.getMetaData().getUserName());
      insert.setBoolean(6, end.success());
      insert.executeUpdate();
    }
  }

  private static void clear(Connection connection, String table, MigrationInfo migration)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from `" + table + "` where version = ? and not success")) {
      delete.setString(1, migration.getVersion().getVersion());
      delete.executeUpdate();
    }
  }

  @Override
  public String getCallbackName() {
    return "running mark";
  }
}
