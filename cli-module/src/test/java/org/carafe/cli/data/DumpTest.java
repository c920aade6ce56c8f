package org.carafe.cli.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.carafe.cli.SharedDatabase;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at before anything is emptied for a dump. */
class DumpTest {
  /** As {@code mariadb-dump} writes it. */
  private static final String WHOLE =
      """
      /*M!999999\\- enable the sandbox mode */
      -- MariaDB dump 10.19  Distrib 11.4.2-MariaDB
      /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
      /*!40101 SET NAMES utf8mb4 */;
      DROP TABLE IF EXISTS `flyway_schema_history`;
      /*!40101 SET @saved_cs_client     = @@character_set_client */;
      CREATE TABLE `flyway_schema_history` (
        `installed_rank` int(11) NOT NULL COMMENT 'the order; -- as it was',
        `factor` decimal(10,2) DEFAULT 1.50
      ) ENGINE=InnoDB;
      LOCK TABLES `flyway_schema_history` WRITE;
      /*!40000 ALTER TABLE `flyway_schema_history` DISABLE KEYS */;
      INSERT INTO `flyway_schema_history` VALUES (1,.5),(2,-1.5e3);
      UNLOCK TABLES;
      /*!50001 CREATE VIEW `v` AS SELECT
       1 AS `installed_rank`*/;
      /*!50001 DROP VIEW IF EXISTS `v`*/;
      /*!50001 CREATE ALGORITHM=UNDEFINED */
      /*!50013 DEFINER=CURRENT_USER SQL SECURITY DEFINER */
      /*!50001 VIEW `v` AS select `h`.`installed_rank` AS `r` from `flyway_schema_history` `h` */;
      %s
      -- Dump completed on 2026-11-21 12:00:00
      """;

  @TempDir Path folder;
  private Database database;
  private Dump dump;

  @BeforeEach
  void begin() throws Exception {
    database = SharedDatabase.fresh("dump");
    dump = new Dump(database, Clock.systemUTC());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("dump.sql"), text);
  }

  @Test
  void takesWhatMariaDbDumps() throws Exception {
    Path file =
        file(WHOLE.formatted("insert into carafe_dump.flyway_schema_history values (3,3);"));

    dump.check(file);
    dump.read(file);

    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*), min(r), max(r) from v")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(3);
      assertThat(row.getInt(3)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use other;",
        "USE `other`;",
        "/*!50000 use other */;",
        "create database other;",
        "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `other`;",
        "drop schema other;",
        "alter database other character set latin1;",
        "insert into other.users values (1);",
        "insert into `other` . `users` values (1);",
        "insert into users select * from other.users;",
        "create table other.users (id int);",
        "create table a (id int, foreign key (id) references other.users (id));",
        "drop table if exists a, other.users;",
        "alter table a rename to other.a;",
        "lock tables other.a write;",
        "create view w as select * from other.users;",
        "create view w as select 1 from (`a` join `other` . `users` on(`a`.`id` = `users`.`id`));",
        "create view w as select trim((select 1 from other.users));",
      })
  void refusesWhatLeavesTheDatabase(String statement) throws Exception {
    Path file = file(WHOLE.formatted(statement));

    assertThatThrownBy(() -> dump.check(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("at line 21, and carafe db restore fills carafe_dump alone.")
        .hasMessageContaining("without --databases");
  }

  @ParameterizedTest
  @CsvSource({
    "load data local infile '/etc/passwd' into table a, load data local",
    "select 1 into outfile '/tmp/x', select 1 into",
    "delimiter ;, delimiter",
    "create trigger t before insert on a for each row set new.a = 1, create trigger t",
    "grant all on *.* to x, grant all on",
    "set global general_log = 1, set global",
    "set @a = 1 password for x = 'x', set password",
    "execute immediate 'use other', execute immediate",
    "call p(), call p (",
    "begin not atomic use other, begin not atomic",
    "set statement max_statement_time=100 for drop table other.victim, set statement max_statement_time",
    "set @a = f(), set (",
    "insert into v values (1), insert into v … into what is no table that it made",
    "replace V values (1), replace v values … into what is no table that it made",
    "insert into elsewhere values (1), insert into elsewhere … into what is no table that it made",
    "alter table v rename to flyway_schema_history, alter table v … rename",
    "create definer=view@localhost trigger t before insert on a for each row set new.a = 1, create definer =",
    "select setval(a) into outfile '/tmp/x', select setval ( … into",
  })
  void refusesWhatIsNoPartOfADump(String statement, String shown) throws Exception {
    Path file = file(WHOLE.formatted(statement + ";"));

    assertThatThrownBy(() -> dump.check(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("has “%s", shown)
        .hasMessageContaining("--skip-triggers carafe_dump.");
  }

  @Test
  void takesViewsThatComputeFromTheirOwnTables() throws Exception {
    Path file =
        file(
            WHOLE.formatted(
                "create view w as select trim(leading ' ' from h.factor) AS t, extract(year from h.installed_rank) AS y from (carafe_dump.flyway_schema_history h join flyway_schema_history g on h.factor = g.factor);"));

    assertThatCode(() -> dump.check(file)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"set autocommit = 0;\n", "start transaction;\n", "begin;\n"})
  void keepsWhatNobodyCommits(String beginning) throws Exception {
    Path file =
        file(
            beginning
                + WHOLE.formatted(
                    "create table z (id int) engine = InnoDB;\n"
                        + beginning
                        + "insert into z values (1), (2);"));

    dump.check(file);
    dump.read(file);

    assertThat(answers("select count(*) from z")).containsExactly("2");
  }

  @Test
  void keepsEveryDigit() throws Exception {
    database.execute(
        "create table f (a float, b double, c float(7,3))",
        "insert into f values (1.23456789, 1.2345678901234567, 1234.567), (null, null, null), (16777215, -1e300, 0.001), (3.4028234e38, 0.1, -1)",
        "create table flyway_schema_history (id int)",
        "insert into flyway_schema_history values (1)");
    List<String> before = answers("checksum table f", 2);
    Path file = folder.resolve("digits.sql");
    dump.write(file, true);
    database.execute("drop table f");

    dump.check(file);
    dump.read(file);

    assertThat(answers("checksum table f", 2)).isEqualTo(before);
  }

  @Test
  void saysThatEarlierVersionsOfRowsAreLeftOut() throws Exception {
    database.execute(
        "create table s (id int) with system versioning",
        "insert into s values (1)",
        "update s set id = 2",
        "create table flyway_schema_history (id int)",
        "insert into flyway_schema_history values (1)");
    Path file = folder.resolve("versions.sql");
    dump.write(file, true);

    assertThat(dump.leftOut()).containsExactly("the earlier versions of s");
    new FreshDatabase(database).empty();
    dump.check(file);
    dump.read(file);
    assertThat(answers("select id from s")).containsExactly("2");
  }

  private List<String> answers(String sql) throws SQLException {
    return answers(sql, 1);
  }

  private List<String> answers(String sql, int column) throws SQLException {
    var answers = new ArrayList<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        answers.add(rows.getString(column));
      }
    }
    return answers;
  }

  /** Only somebody with rights over all databases may make a view for another user. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */",
        "/*!50013 DEFINER = 'nobody'@'%' SQL SECURITY INVOKER */",
        "DEFINER=nobody",
      })
  void makesViewsTheRestoringUsers(String definer) throws Exception {
    String written = "/*!50013 DEFINER=CURRENT_USER SQL SECURITY DEFINER */";
    assertThat(WHOLE).contains(written);
    Path file = file(WHOLE.formatted("").replace(written, definer));

    dump.check(file);
    dump.read(file);

    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select definer from information_schema.views where table_schema = database()")) {
      row.next();
      assertThat(row.getString(1)).startsWith(database.user() + "@");
    }
  }

  @Test
  void refusesTriggersWhosever() throws Exception {
    Path file =
        file(
            WHOLE.formatted(
                "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t before insert on flyway_schema_history for each row set new.factor = 1 */;"));

    assertThatThrownBy(() -> dump.check(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("does nothing but make tables and fill them")
        .hasMessageContaining("--skip-triggers");
  }

  @Test
  void refusesATextWithoutTheHistory() throws Exception {
    database.execute(
        "create table flyway_schema_history (id int)",
        "insert into flyway_schema_history values (1)",
        "create table jotted (id int)",
        "insert into jotted values (1)");
    Path schema = folder.resolve("schema.sql");
    dump.write(schema, false);
    assertThatThrownBy(() -> dump.check(schema))
        .hasMessageContaining("holds no rows of the migration history")
        .hasMessageContaining("without --schema");
    assertThatThrownBy(() -> dump.check(file("-- The dump is complete.\n")))
        .hasMessageContaining("holds no rows of the migration history");

    Path whole = folder.resolve("whole.sql");
    dump.write(whole, true);
    assertThatCode(() -> dump.check(whole)).doesNotThrowAnyException();
  }

  @Test
  void refusesAStatementThatTheServerWouldNotTake() throws Exception {
    Path bomb = folder.resolve("bomb.sql.gz");
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(bomb)), ISO_8859_1)) {
      out.write("insert into a values ('");
      String much = "a".repeat(1 << 20);
      for (int i = 0; i < 300; i++) {
        out.write(much);
      }
      out.write("');\n-- The dump is complete.\n");
    }

    assertThatThrownBy(() -> dump.check(bomb))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("has a statement of more than")
        .hasMessageContaining("at line 1,")
        .hasMessageContaining("max_allowed_packet");
  }

  /** The second would take away that the restore was not finished, at the end of a long list. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x%s, "})
  void refusesWhatWasDumpedFromAPart(String another) throws Exception {
    String others = IntStream.range(0, 50).mapToObj(another::formatted).collect(joining());
    Path file =
        file(WHOLE.formatted("drop table if exists " + others + "`carafe_restore_unfinished`;"));

    assertThatThrownBy(() -> dump.check(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("only a part of the data is in it");
  }

  @Test
  void refusesWhatIsNoText() throws Exception {
    Path file = folder.resolve("latin.sql");
    Files.writeString(file, WHOLE.formatted("insert into a values ('Zoë');"), ISO_8859_1);

    assertThatThrownBy(() -> dump.check(file))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("is not UTF-8")
        .hasMessageContaining("--hex-blob");
  }
}
