package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Keeps a migration that is being carried out in the history as failed, until Flyway writes how it
 * ended. Flyway itself writes nothing before the end, so one that is killed in the middle would
 * leave no trace of what was done.
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
        clear(connection, table, context.getMigrationInfo());
      }
    } catch (SQLException failure) {
      throw new MigrationException(
          "The history could not be written: " + Database.firstLine(failure), failure);
    }
  }

  private static void set(Connection connection, String table, MigrationInfo migration)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into `%1$s`
              (installed_rank, version, description, type, script, checksum,
               installed_by, execution_time, success)
            select coalesce(max(installed_rank), 0) + 1, ?, ?, ?, ?, ?, ?, 0, false from `%1$s`
            """
                .formatted(table))) {
      insert.setString(1, migration.getVersion().getVersion());
      insert.setString(2, migration.getDescription());
      insert.setString(3, migration.getType().name());
      insert.setString(4, migration.getScript());
      insert.setObject(5, migration.getResolvedChecksum());
      insert.setString(6, connection.getMetaData().getUserName());
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
