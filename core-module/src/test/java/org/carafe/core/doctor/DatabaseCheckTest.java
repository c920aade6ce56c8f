package org.carafe.core.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.carafe.core.doctor.Finding.State;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.EmbeddedMariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
  private static EmbeddedMariaDb server;

  @BeforeAll
  static void start() {
    server =
        EmbeddedMariaDb.in(Path.of("target", "doctor-db"))
            .binaries(Path.of("..", "var", "mariadb"))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Finding> findings(DatabaseCheck check, String url, String password) {
    var properties =
        Map.of(
            "carafe.profile", "test", "db.url", url, "db.user", "carafe", "db.password", password);
    var surroundings = new Surroundings(properties, Map.of(), Path.of("nowhere"));
    return check.findings(Configuration.read(surroundings, CoreSettings.ALL));
  }

  @Test
  void findsADatabaseThatAnswersWithTheRightTime() {
    var findings = findings(new DatabaseCheck(), server.url(), server.password());

    assertThat(findings)
        .filteredOn(finding -> !finding.subject().equals("migrations"))
        .hasSize(2)
        .allMatch(finding -> finding.state() == State.OK);
    assertThat(findings).extracting(Finding::text).anyMatch(text -> text.contains("MariaDB"));
  }

  @Test
  void findsClocksThatDisagree() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));

    assertThat(findings(new DatabaseCheck(late), server.url(), server.password()))
        .filteredOn(finding -> finding.subject().equals("clock"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.state()).isEqualTo(State.WRONG));
  }

  @Test
  void tellsAMigrationThatFailedAndHowItIsMended(@TempDir Path resources) throws Exception {
    var database =
        new Database(server.url(), server.user(), server.password()).named("carafe_doctor");
    database.server().execute("create or replace database carafe_doctor");
    Path script = resources.resolve("db/migration/notes/V20260101000000__notes.sql");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "create tabel notes (id int);");
    var scripts = MigrationScripts.inFolders(Map.of("notes", resources));
    assertThatThrownBy(() -> new MigrationHistory(database, scripts).upgrade(Optional.empty()));

    assertThat(findings(new DatabaseCheck(), database.url(), server.password()))
        .filteredOn(finding -> finding.subject().equals("migrations"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.WRONG);
              assertThat(finding.text()).contains("notes/V20260101000000__notes.sql");
              assertThat(finding.remedy()).contains("carafe db repair");
            });
  }

  @Test
  void saysHowToMendAPasswordThatIsRefused() {
    assertThat(findings(new DatabaseCheck(), server.url(), "wrong"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.WRONG);
              assertThat(finding.remedy()).contains("db.password");
              assertThat(finding.text()).doesNotContain("wrong");
            });
  }
}
