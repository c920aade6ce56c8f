package org.carafe.core.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database to this version's schema before anything else starts. */
@ApplicationScoped
public class Migrations {
  private static final Logger LOG = System.getLogger(Migrations.class.getName());
  private volatile boolean done;

  /**
   * Applies what is missing.
   *
   * @throws IllegalStateException when the database is out of reach or a script fails
   */
  public void migrate(Configuration configuration) {
    try {
      var result = flyway(configuration).migrate();
      done = true;
      LOG.log(
          Level.INFO,
          "The database is up to date, {0} migrations applied now",
          result.migrationsExecuted);
    } catch (FlywayException failure) {
      throw new IllegalStateException(
          "The database could not be migrated: " + failure.getMessage(), failure);
    }
  }

  /**
   * One history for all modules: timestamp versions in any order, and a module that was taken out
   * leaves its rows behind. It connects by itself: the server's pool is not there yet at start.
   */
  static Flyway flyway(Configuration configuration) {
    return Flyway.configure(Thread.currentThread().getContextClassLoader())
        .dataSource(
            configuration.get(CoreSettings.DB_URL),
            configuration.get(CoreSettings.DB_USER),
            configuration.find(CoreSettings.DB_PASSWORD).orElse(""))
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .ignoreMigrationPatterns("*:missing", "*:future")
        .validateMigrationNaming(true)
        .load();
  }

  /** Whether the schema is up to date. */
  public boolean isDone() {
    return done;
  }
}
