package org.carafe.core.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;

/** The configured database: whether it answers, what it is, its clock and its migrations. */
public final class DatabaseCheck implements Check {
  private static final Duration TOLERATED = Duration.ofSeconds(5);

  private final Clock clock;

  /** Called by ServiceLoader. */
  public DatabaseCheck() {
    this(Clock.systemUTC());
  }

  DatabaseCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Finding> findings(Configuration configuration) {
    if (!configuration.isGiven(CoreSettings.DB_URL)) {
      return configuration.profile() == Profile.DEV
          ? List.of(Finding.ok("database", "An embedded MariaDB, which carafe run starts."))
          : List.of(); // The configuration's own problem.
    }
    Database database = Database.of(configuration);
    var findings = new ArrayList<Finding>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select version(), cast(unix_timestamp(now(6)) as double)")) {
      row.next();
      findings.add(version(row.getString(1)));
      findings.add(clock(row.getDouble(2)));
      findings.add(migrations(database));
    } catch (MigrationException refused) {
      findings.add(Finding.wrong("database", sentence(refused, 0), sentence(refused, 1)));
    } catch (SQLException failure) {
      findings.add(
          Finding.wrong("database", String.valueOf(failure.getMessage()), "Look at its log."));
    }
    return findings;
  }

  private static Finding version(String version) {
    String[] parts = version.split("[.-]", 3);
    int release = Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    return release >= 1011
        ? Finding.ok("database", "It answers: MariaDB " + version + ".")
        : Finding.wrong(
            "database", "It is MariaDB " + version + ".", "Upgrade it to 10.11 or newer.");
  }

  private Finding clock(double seconds) {
    Duration apart =
        Duration.between(Instant.ofEpochMilli((long) (seconds * 1000)), clock.instant()).abs();
    String text =
        "It differs from the database's by %.1f seconds.".formatted(apart.toMillis() / 1000.0);
    return apart.compareTo(TOLERATED) <= 0
        ? Finding.ok("clock", text)
        : Finding.wrong("clock", text, "Let NTP set the clocks of both machines.");
  }

  private static Finding migrations(Database database) {
    try {
      var scripts = MigrationScripts.onClassPath(DatabaseCheck.class.getClassLoader());
      var history = new MigrationHistory(database, scripts);
      history.requireSound();
      List<Migration> pending = history.pending();
      return pending.isEmpty()
          ? Finding.ok("migrations", "The schema is up to date.")
          : Finding.wrong(
              "migrations",
              pending.size() + " are pending.",
              "Run carafe db upgrade, or start the server, which does it unless db.migrate=never or data would be lost.");
    } catch (MigrationException failure) {
      return Finding.wrong("migrations", sentence(failure, 0), sentence(failure, 1));
    }
  }

  /** What the exception says, and its remedy: the sentences after the first. */
  private static String sentence(MigrationException failure, int part) {
    String message = String.valueOf(failure.getMessage());
    int end = message.lastIndexOf(". ");
    if (end < 0) {
      return part == 0 ? message : "";
    }
    return part == 0 ? message.substring(0, end + 1) : message.substring(end + 2);
  }
}
