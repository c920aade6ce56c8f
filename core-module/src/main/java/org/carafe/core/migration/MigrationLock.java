package org.carafe.core.migration;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets one process at a time change the schema. It is a named lock of the database server
 * (GET_LOCK) that ends with the connection, so a process that is killed holds nobody up. On a
 * Galera cluster it is local to one node: there, all must migrate by way of the same node
 * (db.migrate.url).
 */
final class MigrationLock {
  private static final Logger LOG = System.getLogger(MigrationLock.class.getName());
  private static final int TURN_SECONDS = 10;

  private final Database database;
  private final Duration patience;

  MigrationLock(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  <T> T holding(Supplier<T> work) {
    try (Connection connection = database.connect()) {
      acquire(connection);
      return work.get();
    } catch (SQLException failure) {
      throw new MigrationException(
          "The lock for migrations was lost: " + Database.firstLine(failure), failure);
    }
  }

  private void acquire(Connection connection) throws SQLException {
    if (wait(connection, 0)) {
      return;
    }
    LOG.log(Level.INFO, "Another process is migrating {0}, waiting for it", database.name());
    for (long waited = 0; waited < patience.toSeconds(); waited += TURN_SECONDS) {
      if (wait(connection, TURN_SECONDS)) {
        return;
      }
    }
    throw new MigrationException(
        "Another process has been migrating %s for %d minutes. See what it does, then start this again."
            .formatted(database.name(), patience.toMinutes()));
  }

  private boolean wait(Connection connection, int seconds) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select get_lock(concat('carafe-', md5(?)), ?)")) {
      query.setString(1, database.name());
      query.setInt(2, seconds);
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getInt(1) == 1;
      }
    }
  }
}
