package org.carafe.core.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;

/** Brings the database to this version's schema before anything else starts. */
@ApplicationScoped
public class Migrations {
  private static final Logger LOG = System.getLogger(Migrations.class.getName());
  private volatile boolean done;

  /**
   * Applies what is missing, or refuses where {@code db.migrate} is {@code never}. It connects by
   * itself: the server's pool is not there yet at start.
   *
   * @throws org.carafe.core.migration.MigrationException when the database is out of reach, a
   *     script fails, or one would destroy data and {@code db.migrate.losses} does not allow it
   */
  public void migrate(Configuration configuration) {
    var history =
        new MigrationHistory(
            Database.of(configuration),
            MigrationScripts.onClassPath(Thread.currentThread().getContextClassLoader()));
    if (configuration.get(CoreSettings.DB_MIGRATE).equals("never")) {
      history.requireUpToDate();
      LOG.log(Level.INFO, "The database is up to date");
    } else {
      boolean allowed = configuration.get(CoreSettings.DB_MIGRATE_LOSSES).equals("allow");
      int applied = (allowed ? history.upgrade(Optional.empty()) : history.upgradeAtStart()).size();
      LOG.log(Level.INFO, "The database is up to date, {0} migrations applied now", applied);
    }
    done = true;
  }

  /** Whether the schema is up to date. */
  public boolean isDone() {
    return done;
  }
}
