package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.core.migration.Database;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.web.CarafeClone.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code ./carafe db …} itself, in a folder that links to the clone's modules but has a {@code var}
 * and scripts of users of its own. Maven, which has built everything before this test, is a
 * stand-in.
 */
class DbCommandsIT {
  private static CarafeClone clone;
  private static Path users;
  private static EmbeddedMariaDb server;

  /** What a command said while no database ran. */
  private static Ended alone;

  @BeforeAll
  static void makeClone() throws Exception {
    clone = CarafeClone.make("db-it", "users-module");
    Path own = SourceTree.ROOT.resolve("users-module");
    Path ours = clone.folder().resolve("users-module");
    users = ours.resolve("src/main/resources/db");
    copy(own.resolve("src/main/resources/db"), users);
    Files.createSymbolicLink(ours.resolve("pom.xml"), own.resolve("pom.xml"));
    Files.createSymbolicLink(ours.resolve("target"), own.resolve("target"));
    alone = db("current", "--json");
    server =
        EmbeddedMariaDb.in(clone.folder().resolve("var/db"))
            .binaries(SourceTree.ROOT.resolve("var/mariadb"))
            .start();
  }

  @AfterAll
  static void leaveNothing() throws IOException {
    server.close();
    clone.remove();
  }

  @BeforeEach
  void begin() throws IOException {
    new FreshDatabase(new Database(server.url(), server.user(), server.password())).empty();
    CarafeClone.delete(users);
    copy(SourceTree.ROOT.resolve("users-module/src/main/resources/db"), users);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static Ended db(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("db"));
    command.addAll(List.of(arguments));
    return clone.run(Map.of(), command);
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(String query) throws SQLException {
    try (var connection = server.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void startTheDatabaseForTheirOwnTime() throws Exception {
    assertThat(alone.code()).as(alone.err()).isZero();
    var answer = JsonParser.parseString(alone.out()).getAsJsonObject();
    assertThat(answer.get("current").isJsonNull()).isTrue();
    assertThat(answer.get("pending").getAsJsonArray()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void goUpAndBackOnTheRunningDatabase() throws Exception {
    assertThat(db("upgrade", "20261121120000").out())
        .isEqualTo("Applied users/V20261121120000__users.sql\n");
    assertThat(db("migrate", "-m", "Too early").err())
        .contains("migrations are pending", "Run carafe db upgrade");
    assertThat(db("upgrade").out()).contains("Applied auth/V20261121121000__auth.sql");
    assertThat(db("upgrade").out()).isEqualTo("The database is up to date.\n");
    assertThat(db("check").out()).isEqualTo("Entities, migrations and database agree.\n");
    assertThat(db("history").out()).contains("20261121120000  users", "applied");
    assertThat(db("show", "20261121120000").out())
        .contains("create table users (", "drop table users;");

    Ended refused = db("downgrade", "-9");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("data would be lost", "--yes", "drops the ");
    assertThat(db("downgrade", "-1", "--yes").out()).startsWith("Took back ");
    assertThat(db("downgrade", "20261121120000", "--yes").code()).isZero();
    assertThat(db("current").out()).startsWith("20261121120000 users: users (applied)");
    assertThat(db("downgrade", "base", "--yes").out())
        .isEqualTo("Took back users/V20261121120000__users.sql\n");
    assertThat(db("downgrade", "--sey").err()).contains("--sey is neither an option nor a target");
    assertThat(
            value("select count(*) from information_schema.tables where table_schema = 'carafe'"))
        .isEqualTo("1");
  }

  @Test
  void writeWhatIsMissing() throws Exception {
    db("upgrade");
    assertThat(db("migrate", "-m", "Nothing").out()).startsWith("There is nothing to do");

    execute("alter table users drop column zone, modify username varchar(30) not null");
    Ended check = db("check");
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out())
        .contains("The database is not what the migrations make", "+ users.zone");
    Ended written = db("migrate", "-m", "Mend users");

    assertThat(written.code()).as(written.err()).isZero();
    assertThat(written.out())
        .contains("+ users.zone varchar(64) not null", "Wrote users-module/src/main/resources/db/");
    assertThat(db("upgrade").out()).contains("__mend_users.sql");
    assertThat(
            value(
                "select character_maximum_length from information_schema.columns where table_schema = 'carafe' and table_name = 'users' and column_name = 'username'"))
        .isEqualTo("40");
    assertThat(db("downgrade").err()).contains("drops users.zone with what is in it");
  }

  @Test
  void keepWhatAColumnHoldsThatHasAnotherName() throws Exception {
    db("upgrade");
    db("seed");
    execute("alter table users change zone place varchar(64) not null");

    assertThat(db("migrate", "--dry-run").out()).contains("users.place", "users.zone");
    Ended written = db("migrate", "-m", "Call it zone", "--rename", "users.place=zone");

    assertThat(written.code()).as(written.err()).isZero();
    String zones = value("select group_concat(place order by id) from users");
    assertThat(db("upgrade").out()).contains("__call_it_zone.sql");
    assertThat(value("select group_concat(zone order by id) from users")).isEqualTo(zones);
    assertThat(db("downgrade").out()).startsWith("Took back ");
    assertThat(value("select group_concat(place order by id) from users")).isEqualTo(zones);
  }

  @Test
  void goToTheNamedAddress() throws Exception {
    execute("create database if not exists carafe_node1");
    String node = server.url().replace("/carafe", "/carafe_node1");

    var entrance = Map.of("DB_USER", server.user(), "DB_PASSWORD", server.password());
    Ended upgraded = clone.run(entrance, List.of("db", "upgrade", "--url", node));

    assertThat(upgraded.code()).as(upgraded.err()).isZero();
    assertThat(upgraded.out()).contains("Applied users/V20261121120000__users.sql");
    assertThat(value("select count(*) from carafe_node1.users")).isEqualTo("0");
    assertThat(db("current").out()).startsWith("The database is empty.");
    assertThat(clone.run(entrance, List.of("db", "current", "--url", node)).out())
        .contains("(applied)");
    execute("drop database carafe_node1");
  }

  @Test
  void makeFoldersAndWriteToStandardOutput() throws Exception {
    db("upgrade");
    Path jotted = clone.folder().resolve("jotted-module/src/main/resources");
    Files.createDirectories(jotted);
    Ended made = db("init", "--module", "jotted");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out())
        .startsWith("Made jotted-module/src/main/resources/db/migration/jotted\n")
        .endsWith("The database carafe is there and has its history.\n");
    assertThat(jotted.resolve("db/undo/jotted")).isDirectory();

    Ended dumped = db("dump");

    assertThat(dumped.code()).as(dumped.err()).isZero();
    assertThat(dumped.out())
        .startsWith("-- Carafe: the database carafe at ")
        .contains("CREATE TABLE `users`", "insert into `flyway_schema_history`")
        .endsWith("-- The dump is complete.\n");
    assertThat(db("dump", "--schema").out()).doesNotContain("insert into");
  }

  @Test
  void repairWithConsentOnly() throws Exception {
    db("upgrade");
    String name = "users/%s20990101000000__repair.sql";
    Files.writeString(
        users.resolve("migration").resolve(name.formatted("V")),
        "create table repaired (id int);\ncreate table users (id int);\n");
    Files.writeString(
        users.resolve("undo").resolve(name.formatted("U")),
        "drop table users;\ndrop table repaired;\n");
    assertThat(db("upgrade").err()).contains("failed", "carafe db repair");

    Ended asked = db("repair");
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.err()).contains("data would be lost", "drops the table repaired", "--yes");
    Ended repaired = db("repair", "--yes");

    assertThat(repaired.code()).as(repaired.err()).isZero();
    assertThat(repaired.out())
        .startsWith("Took back users/V20990101000000__repair.sql\n")
        .contains("Left out: drop table users (it was there before the migration)");
    assertThat(value("select count(*) from users")).isEqualTo("0");
    assertThat(db("repair").out()).isEqualTo("There is nothing to repair.\n");
  }

  @Test
  void keepAndRestoreTheData() throws Exception {
    assertThat(db("init").out()).contains("Made the database carafe");
    assertThat(db("reset").code()).isEqualTo(1);
    assertThat(db("reset", "--yes", "--seed").out()).contains("migrations applied", "Sowed users");
    String people = value("select count(*) from users");
    assertThat(Integer.parseInt(people)).isPositive();
    assertThat(db("seed").code()).as("may be sown again").isZero();
    execute("update users set username = 'Zoë''s; \\\\ \\n 🫖' limit 1");

    Path dump = clone.folder().resolve("carafe.sql.gz");
    assertThat(db("dump", dump.toString()).code()).isZero();
    Path kept = Path.of(db("backup").out().strip());
    assertThat(kept).isRegularFile();
    execute("delete from users");
    execute("create table later (id int)");
    assertThat(db("restore", dump.toString()).err()).contains("data would be lost");
    Ended restored = db("restore", dump.toString(), "--yes");

    assertThat(restored.code()).as(restored.err()).isZero();
    assertThat(value("select count(*) from users")).isEqualTo(people);
    assertThat(value("select count(*) from users where username = 'Zoë''s; \\\\ \\n 🫖'"))
        .isEqualTo("1");
    assertThat(db("check").out()).isEqualTo("Entities, migrations and database agree.\n");
    Files.writeString(clone.folder().resolve("cut.sql"), "drop table if exists users;\n");
    assertThat(db("restore", "cut.sql", "--yes").err()).contains("is no whole dump");
  }
}
