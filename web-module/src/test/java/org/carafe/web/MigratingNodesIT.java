package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.Test;

/** Servers that start on an old schema of one database. */
class MigratingNodesIT {
  private static final Pattern APPLIED = Pattern.compile("(\\d+) migrations applied now");

  private final Nodes.Database database = Nodes.database("migrating");
  private final MigrationHistory history =
      new MigrationHistory(
          new Database(database.url(), database.user(), database.password()),
          MigrationScripts.onClassPath(getClass().getClassLoader()));

  private static Server.Launch node(String name, Nodes.Database database) {
    return Nodes.launch(name, database).patience(Duration.ofMinutes(5));
  }

  private static int applied(String name) throws Exception {
    return APPLIED
        .matcher(Files.readString(Nodes.log(name)))
        .results()
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  @Test
  void oneMigratesTheOtherWaitsAndOneThatWasKilledStartsAgain() throws Exception {
    history.upgrade(Optional.of("20261121120000"));
    int missing = history.pending().size();
    assertThat(missing).isPositive();

    var second = CompletableFuture.supplyAsync(() -> node("it-migrating-2", database).start());
    try (Server first = node("it-migrating-1", database).start();
        Server other = second.get()) {
      assertThat(other.pid()).isNotEqualTo(first.pid());
      assertThat(List.of(applied("it-migrating-1"), applied("it-migrating-2")))
          .containsExactlyInAnyOrder(missing, 0);
      assertThat(history.all()).extracting(Migration::state).containsOnly(Migration.State.APPLIED);

      ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
      first.onExit().join();
    }

    try (Server again = node("it-migrating-1", database).start()) {
      assertThat(again.pid()).isPositive();
      assertThat(applied("it-migrating-1")).isZero();
    }
  }

  /** As where a node of an older version is started by mistake, or a command was killed. */
  @Test
  void noneStartsBehindAMigrationThatWasKilled() throws Exception {
    history.upgrade(Optional.empty());
    var newest = history.newest(1).get(0);
    execute("update flyway_schema_history set success = false where version = " + newest.version());

    Server.Launch node = node("it-migrating-3", database);

    assertThatThrownBy(node::start)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("The migration " + newest + " was interrupted or failed")
        .hasMessageContaining("carafe db repair");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
