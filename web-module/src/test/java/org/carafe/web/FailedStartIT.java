package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.Test;

/** A start in production that fails when the schema is there already. */
class FailedStartIT {
  private static final String NAME = "it-failed-start";
  private static final String KEPT = "flyway_schema_history";

  private final Nodes.Database database = Nodes.database("without_roles");

  /** With its history and no rows beside: there is no role to give. */
  private void fillDatabase() throws SQLException {
    var known = new Database(database.url(), database.user(), database.password());
    var scripts = MigrationScripts.onClassPath(getClass().getClassLoader());
    new MigrationHistory(known, scripts).upgrade(Optional.empty());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set foreign_key_checks = 0");
      for (String table : new FreshDatabase(known).tables()) {
        if (!table.equals(KEPT)) {
          statement.execute("delete from " + table);
        }
      }
    }
  }

  private Server.Launch production() {
    return Nodes.launch(NAME, database)
        .patience(Duration.ofMinutes(5))
        .property("carafe.profile", "prod")
        .property("secret.key", "bM3v0c2b7Vg0oZ1yq7p4Qd8kz5Wj6Rt9")
        .property("mail.from", "Carafe <carafe@example.org>")
        .property("mail.smtp.host", "127.0.0.1")
        .property("admin.address", "ada@example.org")
        .property("admin.password", "teal ladder, quiet pump");
  }

  @Test
  void endsTheProcessWhereTheDatabaseRefusesIt() throws Exception {
    int code = production().property("db.password", "another-Horse-9-battery").failsWith();

    assertThat(code).isOne();
    assertThat(Files.readString(Nodes.log(NAME)).lines())
        .filteredOn(line -> line.contains("Correct db.user and db.password"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("does not let " + database.user() + " in: Access denied")
                    .doesNotContain("another-Horse"));
  }

  @Test
  void tellsWhereItEndsForLackOfMemory() {
    Server.Launch starved = Nodes.launch(NAME, database).virtualMachine("-Xmx40m");
    assertThatThrownBy(starved::start)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("the server ended for lack of memory");
  }

  @Test
  void endsTheProcess() throws Exception {
    fillDatabase();

    assertThat(production().failsWith()).isOne();

    assertThat(Files.readString(Nodes.log(NAME))).contains("org.carafe.core.FailedStart");
  }
}
