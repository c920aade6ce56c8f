package org.carafe.cli.data;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationScripts;

/** Each module's sample data, {@code db/seed/<module>.sql}; it may be sown again. */
public final class Seeds {
  private final Database database;
  private final MigrationScripts scripts;

  public Seeds(Database database, MigrationScripts scripts) {
    this.database = database;
    this.scripts = scripts;
  }

  /** Sows these modules', in this order, all or nothing; answers those that have any. */
  public List<String> sow(List<String> modules) {
    var sown = new ArrayList<String>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String module : modules) {
        Optional<String> text = scripts.read(module, "db/seed/" + module + ".sql");
        if (text.isPresent()) {
          Statements.run("db/seed/" + module + ".sql", new StringReader(text.get()), statement);
          sown.add(module);
        }
      }
      connection.commit();
      return sown;
    } catch (SQLException failure) {
      throw new MigrationException(
          "The sample data could not be put in: " + failure.getMessage(), failure);
    }
  }
}
