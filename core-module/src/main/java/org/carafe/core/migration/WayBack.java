package org.carafe.core.migration;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.migration.Migration.State;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.parser.ParsingContext;

/** Takes migrations back by their undo scripts. */
final class WayBack {
  private static final Logger LOG = System.getLogger(WayBack.class.getName());

  private final Database database;
  private final MigrationScripts scripts;
  private final HistoryTable table;

  WayBack(Database database, MigrationScripts scripts, HistoryTable table) {
    this.database = database;
    this.scripts = scripts;
    this.table = table;
  }

  /**
   * Takes these back, in this order; goes on with one that failed where it ended.
   *
   * @return what was passed over in going on with one, and why
   * @throws MigrationException when one fails, which then stays in the history as failed
   */
  List<String> undo(List<Migration> newestFirst) {
    var flyway = table.flyway().load().getConfiguration();
    // Flyway's own lock as well, against whoever uses Flyway without us.
    try (var connections = new JdbcConnectionFactory(flyway.getDataSource(), flyway, null);
        var flywayDatabase =
            connections.getDatabaseType().createDatabase(flyway, connections, null)) {
      var context = new ParsingContext();
      context.populate(flywayDatabase, flyway);
      org.flywaydb.core.internal.database.base.Connection<?> main =
          flywayDatabase.getMainConnection();
      return main.lock(
          main.getCurrentSchema().getTable(flyway.getTable()),
          () -> {
            var passedOver = new ArrayList<String>();
            for (Migration migration : newestFirst) {
              Script script =
                  Script.parse(
                      "db/undo/" + migration.undoScript(),
                      scripts.undo(migration).orElseThrow(),
                      connections.getDatabaseType(),
                      flyway,
                      context);
              passedOver.addAll(undo(migration, script));
            }
            return passedOver;
          });
    }
  }

  private List<String> undo(Migration migration, Script script) {
    boolean resuming = migration.state() == State.FAILED;
    table.fail(migration);
    List<String> passedOver = List.of();
    try (Connection connection = database.connect()) {
      var progress =
          resuming
              ? Progress.of(connection, migration.version())
              : Progress.back(connection, migration.version());
      if (!progress.isNothing()) {
        passedOver = script.run(connection, progress);
      }
    } catch (MigrationException failure) {
      throw new MigrationException(
          failure.getMessage()
              + " %s stays in the history as failed: mend the script, then run carafe db repair, which goes on with it."
                  .formatted(migration),
          failure);
    } catch (SQLException lost) {
      throw new MigrationException("The connection was lost: " + lost.getMessage(), lost);
    }
    table.delete(migration);
    Progress.on(database, Progress::end);
    LOG.log(Level.DEBUG, "Took back {0}", migration);
    return passedOver;
  }
}
