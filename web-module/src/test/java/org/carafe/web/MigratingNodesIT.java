package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.Patience;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that start on an old schema of one database. */
class MigratingNodesIT {
  private static final Pattern APPLIED = Pattern.compile("(\\d+) migrations applied now");

  private final Map<String, CompletableFuture<Server>> servers = new HashMap<>();
  private final Nodes.Database database = Nodes.database("migrating");
  private final MigrationHistory history =
      new MigrationHistory(
          new Database(database.url(), database.user(), database.password()),
          MigrationScripts.onClassPath(getClass().getClassLoader()));

  private static Server.Launch node(String name, Nodes.Database database) {
    return Nodes.launch(name, database).patience(Duration.ofMinutes(5));
  }

  @AfterEach
  void end() {
    servers
        .values()
        .forEach(starting -> starting.thenAccept(Server::close).exceptionally(x -> null).join());
  }

  private static String log(String name) throws IOException {
    return Files.exists(Nodes.log(name)) ? Files.readString(Nodes.log(name)) : "";
  }

  private static boolean waits(String name) throws IOException {
    return log(name).contains("Another process is migrating");
  }

  private static int applied(String name) throws IOException {
    return APPLIED
        .matcher(log(name))
        .results()
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  /**
   * Starts two servers on an old schema, of which one stands in the middle of a migration for as
   * long as somebody uses the table that it alters, and the other one waits.
   *
   * @return the name of the one that migrates, then of the one that waits
   */
  private List<String> overlapping(Connection user, String... names) throws Exception {
    try (var statement = user.createStatement()) {
      statement.execute("lock tables address_confirmations write");
    }
    for (String name : names) {
      Files.deleteIfExists(Nodes.log(name));
      servers.put(name, CompletableFuture.supplyAsync(() -> node(name, database).start()));
    }
    Patience.until("one migrates", this::isInTheMiddle);
    Patience.until("the other waits", () -> waits(names[0]) || waits(names[1]));
    return waits(names[1]) ? List.of(names) : List.of(names[1], names[0]);
  }

  private boolean isInTheMiddle() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from information_schema.processlist where db = database()"
                    + " and id <> connection_id()"
                    + " and info like '%alter table address_confirmations %'")) {
      return found.next();
    }
  }

  @Test
  void oneMigratesTheOtherWaits() throws Exception {
    history.upgrade(Optional.of("20261121145600"));
    int missing = history.pending().size();
    List<String> names;
    try (var user = database.connect()) {
      names = overlapping(user, "it-migrating-1", "it-migrating-2");
      assertThat(servers.values()).noneMatch(CompletableFuture::isDone);
    }

    Server first = servers.get(names.get(0)).get();
    Server other = servers.get(names.get(1)).get();
    assertThat(other.pid()).isNotEqualTo(first.pid());
    assertThat(waits(names.get(0))).isFalse();
    assertThat(applied(names.get(0))).isEqualTo(missing).isPositive();
    assertThat(applied(names.get(1))).isZero();
    assertThat(history.all()).extracting(Migration::state).containsOnly(Migration.State.APPLIED);
  }

  /** By kill -9, while another one waits, which then finds half a migration. */
  @Test
  void noneStartsBehindAMigrationThatWasKilled() throws Exception {
    history.upgrade(Optional.of("20261121145600"));
    try (var user = database.connect()) {
      List<String> names = overlapping(user, "it-migrating-3", "it-migrating-4");
      process(names.get(0)).destroyForcibly();

      assertThatThrownBy(servers.get(names.get(0))::get).hasCauseInstanceOf(ServerException.class);
      assertThatThrownBy(servers.get(names.get(1))::get)
          .hasCauseInstanceOf(ServerException.class)
          .hasMessageContaining(
              "The migration users/V20261121160001__mail_reference.sql was interrupted or failed")
          .hasMessageContaining("carafe db repair");
    }
  }

  private static ProcessHandle process(String name) {
    String folder = Nodes.log(name).toString().replaceFirst("\\.log$", "/");
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(folder))
        .findFirst()
        .orElseThrow();
  }
}
