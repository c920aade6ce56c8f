package org.carafe.cli.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;

/**
 * An empty database beside another that is gone again when it is closed. One process at a time has
 * it.
 */
final class ScratchDatabase implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int NOT_ALLOWED = 1044;

  /** What tells a scratch database from somebody's. */
  private static final String MARK = "Carafe compares schemas in it and empties it each time";

  private final Connection connection;
  private final Database database;

  private ScratchDatabase(Connection connection, Database database) {
    this.connection = connection;
    this.database = database;
  }

  /** With the character set and collation that new tables are given. */
  static ScratchDatabase forNewTables(Database original) {
    return beside(original, " character set utf8mb4 collate utf8mb4_unicode_ci");
  }

  /** With the character set and collation of the other. */
  static ScratchDatabase beside(Database original) {
    return beside(original, "");
  }

  private static ScratchDatabase beside(Database original, String options) {
    Database database = original.named(original.name() + "_scratch");
    try {
      Connection connection = original.connect();
      try {
        lock(connection, database.name());
        make(
            connection,
            database.name(),
            options.isEmpty() ? options(connection, original.name()) : options);
        return new ScratchDatabase(connection, database);
      } catch (SQLException | MigrationException failure) {
        connection.close();
        throw failure;
      }
    } catch (SQLException failure) {
      String remedy =
          failure.getErrorCode() == NOT_ALLOWED
              ? " Let the user make it: grant all on `%s`.* to '%s'@'…'."
                  .formatted(database.name().replace("_", "\\_"), database.user())
              : "";
      throw new MigrationException(
          "The scratch database %s, in which schemas are compared, could not be made: %s.%s"
              .formatted(database.name(), failure.getMessage(), remedy),
          failure);
    }
  }

  private static void lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select get_lock(concat('scratch-', md5(?)), ?)")) {
      lock.setString(1, name);
      lock.setInt(2, PATIENCE_SECONDS);
      try (ResultSet answer = lock.executeQuery()) {
        if (!answer.next() || answer.getInt(1) != 1) {
          throw new MigrationException(
              "Another command uses the scratch database %s. Wait for it, then run this again."
                  .formatted(name));
        }
      }
    }
  }

  private static String options(Connection connection, String original) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select default_character_set_name, default_collation_name from information_schema.schemata where schema_name = ?")) {
      query.setString(1, original);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? " character set %s collate %s".formatted(row.getString(1), row.getString(2))
            : "";
      }
    }
  }

  private static void make(Connection connection, String name, String options) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      refuseForeign(statement, name);
      statement.execute("drop database if exists `" + name + "`");
      statement.execute("create database `%s`%s comment '%s'".formatted(name, options, MARK));
    }
  }

  /** Whatever is in a scratch database goes with it, so it must be one. */
  private static void refuseForeign(Statement statement, String name) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select 1 from information_schema.tables join information_schema.schemata on schema_name = table_schema where table_schema = '%s' and schema_comment <> '%s'"
                .formatted(name.replace("'", "''"), MARK))) {
      if (rows.next()) {
        throw new MigrationException(
            "The database %s has tables, and is not the scratch database of that name, which is emptied each time. Give it another name, or drop it if nobody needs what is in it."
                .formatted(name));
      }
    }
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists `" + database.name() + "`");
    } catch (SQLException failure) {
      throw new MigrationException(
          "The scratch database %s could not be removed: %s. The next command does it."
              .formatted(database.name(), failure.getMessage()),
          failure);
    }
  }
}
