package org.carafe.cli;

import java.nio.file.Path;
import java.sql.SQLException;
import org.carafe.core.migration.Database;
import org.carafe.testing.EmbeddedMariaDb;

/** One MariaDB for all tests of this module; it ends with their process. */
public final class SharedDatabase {
  private static final EmbeddedMariaDb SERVER =
      EmbeddedMariaDb.in(Path.of("target", "db")).binaries(Path.of("..", "var", "mariadb")).start();

  private SharedDatabase() {}

  /** An empty database of this name. */
  public static Database fresh(String name) throws SQLException {
    var database =
        new Database(SERVER.url(), SERVER.user(), SERVER.password()).named("carafe_" + name);
    database
        .server()
        .execute(
            "drop database if exists " + database.name(), "create database " + database.name());
    return database;
  }
}
