package org.carafe.core.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.testing.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does with the schema at its start. */
class MigrationsTest {
  private static EmbeddedMariaDb server;

  @TempDir Path resources;
  private final Database database =
      new Database(server.url(), server.user(), server.password()).named("carafe_start");

  @BeforeAll
  static void start() {
    server =
        EmbeddedMariaDb.in(Path.of("target", "start-db"))
            .binaries(Path.of("..", "var", "mariadb"))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    database
        .server()
        .execute("drop database if exists carafe_start", "create database carafe_start");
    migration("20260101000000", "create table a (id int);");
    startWith(Map.of());
    database.execute("insert into a values (1)");
    migration("20260102000000", "drop table a;");
  }

  private void migration(String version, String up) throws IOException {
    Path file = resources.resolve("db/migration/notes/V" + version + "__notes.sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, up);
  }

  private void startWith(Map<String, String> more) throws IOException {
    var environment =
        Map.of(
            "carafe.profile",
            "test",
            "db.url",
            database.url(),
            "db.user",
            database.user(),
            "db.password",
            database.password());
    var given = new HashMap<>(environment);
    given.putAll(more);
    var configuration =
        Configuration.read(new Surroundings(given, Map.of(), Path.of("nowhere")), CoreSettings.ALL);
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    try (var scripts = new URLClassLoader(new URL[] {resources.toUri().toURL()}, before)) {
      thread.setContextClassLoader(scripts);
      new Migrations().migrate(configuration);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private boolean isThere() {
    try {
      database.execute("select id from a");
      return true;
    } catch (SQLException gone) {
      return false;
    }
  }

  @Test
  void refusesToLoseData() {
    assertThatThrownBy(() -> startWith(Map.of()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("drops the table a (notes/V20260102000000__notes.sql)")
        .hasMessageContaining("carafe db upgrade --yes");
    assertThat(isThere()).isTrue();
  }

  @Test
  void losesItWhereThatIsAllowed() throws Exception {
    startWith(Map.of("db.migrate.losses", "allow"));

    assertThat(isThere()).isFalse();
  }

  @Test
  void refusesAnyStepWhereOnlyTheCommandMigrates() {
    assertThatThrownBy(() -> startWith(Map.of("db.migrate", "never", "db.migrate.losses", "allow")))
        .hasMessageContaining("are pending");
    assertThat(isThere()).isTrue();
  }
}
