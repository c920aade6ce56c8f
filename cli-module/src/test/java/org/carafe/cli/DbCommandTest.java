package org.carafe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.carafe.cli.data.Dump;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.testing.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands refuse, and in which words. */
class DbCommandTest {
  private static final List<String> PROPERTIES =
      List.of("carafe.profile", "secret.key", "db.url", "db.user", "db.password");

  /** Silent as in {@link Main}. Kept, because loggers are weakly referenced. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  @TempDir Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Database database;

  @BeforeEach
  void prepare() throws Exception {
    FLYWAY.setLevel(Level.OFF);
    database = SharedDatabase.fresh("commands");
    database.execute("create table jotted (id int)", "insert into jotted values (1)");
    System.setProperty("secret.key", "a secret of more than thirty-two characters");
    use(database.url());
    System.setProperty("db.user", database.user());
    System.setProperty("db.password", database.password());
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  private static void use(String url) {
    System.setProperty("db.url", url);
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
    PROPERTIES.forEach(System::clearProperty);
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Main.execute(arguments);
  }

  private void assertRefused(String sentence) {
    assertThat(err.toString(UTF_8)).startsWith("carafe: ").contains(sentence);
    assertThat(err.toString(UTF_8).lines()).as("one sentence and no stack").hasSize(1);
  }

  @Nested
  class OnAnotherMachine {
    @BeforeEach
    void pretend() {
      // This machine by an address that need not be.
      use(database.url().replace("127.0.0.1", "0.0.0.0"));
    }

    @Test
    void nothingIsDevelopmentUntilItIsNamedSo() {
      assertThat(run("db", "reset", "--yes")).isOne();
      assertRefused("is on another machine. Nothing was done.");
      assertThat(run("db", "seed")).isOne();
      assertRefused("is on another machine. Nothing was done.");
      assertThat(run("shell", "-c", "sql(\"delete from jotted\")")).isOne();
      assertThat(err.toString(UTF_8)).contains("Nothing was done", "another machine", "--yes");
      assertThat(run("shell", "-c", "sql(\"select * from jotted\").value()")).isZero();
      assertThat(out.toString(UTF_8)).isEqualTo("1\n");

      assertThat(run("db", "reset", "--yes", "--profile", "dev")).isZero();
    }

    @Test
    void noServerIsStartedForDevelopment() {
      int port = Ports.free();
      use(database.url().replace("127.0.0.1", "0.0.0.0") + "?password=hush");
      assertThat(run("run", "--port", Integer.toString(port))).isOne();
      assertRefused("nobody said what to run for");
      assertThat(err.toString(UTF_8)).doesNotContain("hush");
    }

    @Test
    void theUrlOfTheCommandCountsToo() {
      String elsewhere = database.url().replace("127.0.0.1", "0.0.0.0");
      use(database.url());

      assertThat(run("db", "reset", "--yes", "--url", elsewhere)).isOne();
      assertRefused("is on another machine");
      assertThat(run("db", "reset", "--yes")).isZero();
    }
  }

  @Nested
  class WithWords {
    @Test
    void modulesMustBeThere() {
      for (String command : List.of("downgrade", "history", "seed", "migrate")) {
        var words = command.equals("migrate") ? List.of("--dry-run") : List.<String>of();
        var all = new ArrayList<>(List.of("db", command, "--module", "nope"));
        all.addAll(words);
        assertThat(run(all.toArray(String[]::new))).as(command).isOne();
        assertRefused("There is no module nope.");
      }
    }

    @Test
    void addressesMustBeMariaDbs() {
      assertThat(run("db", "current", "--url", "mysql://x")).isOne();
      assertRefused("The address mysql://x is none of MariaDB. Write it as jdbc:mariadb://");
      assertThat(run("db", "history", "--url", "")).isOne();
      assertRefused("--url names nothing. Write it as jdbc:mariadb://");
      assertThat(run("db", "current", "--url", "jdbc:mariadb://localhost:3306/")).isOne();
      assertRefused("names no database");
    }

    @Test
    void sampleDataNeedsConsentInTests() throws Exception {
      database.execute("drop table jotted");
      assertThat(run("db", "upgrade")).isZero();

      assertThat(run("db", "seed", "--profile", "test")).isOne();
      assertRefused("everybody knows its passwords");
      assertThat(run("db", "seed", "--profile", "test", "--yes")).isZero();
      assertThat(run("db", "seed", "--profile", "prod", "--yes")).isOne();
      assertRefused("Sample data is not for production");
    }
  }

  @Nested
  class WithFiles {
    @Test
    void dumpTellsAFullDisk() throws Exception {
      System.setOut(new PrintStream(new FileOutputStream("/dev/full"), false, UTF_8));

      assertThat(run("db", "dump")).isOne();
      assertRefused("the dump is not whole");
    }

    @Test
    void dumpTellsAMissingFolder() {
      assertThat(run("db", "dump", folder.resolve("no/such/x.sql").toString())).isOne();
      assertRefused("There is no folder " + folder.resolve("no/such") + ". Make it first.");
    }

    @Test
    void restoreTellsACompressedDumpThatIsCutOff() throws Exception {
      Path dump = folder.resolve("dump.sql.gz");
      assertThat(run("db", "dump", dump.toString())).isZero();
      byte[] whole = Files.readAllBytes(dump);
      Files.write(dump, Arrays.copyOf(whole, whole.length - 20));
      assertThat(run("db", "restore", dump.toString(), "--yes")).isOne();
      assertRefused("is no whole dump: it is cut off or damaged");
      Files.writeString(dump, "no gzip at all");
      assertThat(run("db", "restore", dump.toString(), "--yes")).isOne();
      assertRefused("is no whole dump");
    }

    @Test
    void restoreThatFailsInTheMiddleLeavesADatabaseThatIsRefused() throws Exception {
      Path good = folder.resolve("good.sql");
      makeWithHistory();
      assertThat(run("db", "dump", good.toString())).isZero();
      Path bad = folder.resolve("bad.sql");
      Files.writeString(
          bad,
          Files.readString(good).replace("insert into `jotted` (`", "insert into `jotted` (`z"));

      assertThat(run("db", "restore", bad.toString(), "--yes")).isOne();
      assertThat(run("db", "upgrade")).isOne();
      assertRefused("A restore into carafe_commands was interrupted or failed");
      assertThat(run("db", "seed")).isOne();
      assertRefused("A restore into carafe_commands was interrupted or failed");
      assertThat(run("db", "backup", "--to", folder.resolve("backup").toString())).isOne();
      assertRefused("A restore into carafe_commands was interrupted or failed");
      assertThat(run("db", "dump")).isOne();
      for (String refused : List.of("downgrade", "repair", "init")) {
        assertThat(run("db", refused)).as(refused).isOne();
        assertRefused("A restore into carafe_commands was interrupted or failed");
      }
      assertThat(run("db", "migrate", "--dry-run")).isOne();
      assertRefused("repeat it: carafe db restore FILE --yes");
      assertThat(run("db", "current")).isZero();
      assertThat(out.toString(UTF_8)).contains("repeat it: carafe db restore FILE --yes");
      assertThat(run("db", "current", "--json")).isZero();
      assertThat(out.toString(UTF_8)).contains("\"unfinished\"", "carafe db restore FILE");
      assertThat(run("db", "history")).isZero();
      assertThat(err.toString(UTF_8)).contains("repeat it: carafe db restore FILE --yes");
      assertThat(run("db", "check")).isOne();
      assertThat(out.toString(UTF_8)).contains("repeat it: carafe db restore FILE --yes");

      assertThat(run("db", "restore", good.toString(), "--yes")).isZero();
      assertThat(run("db", "upgrade")).as(err.toString(UTF_8)).isZero();
      assertThat(run("shell", "-c", "sql(\"select count(*) from jotted\").value()")).isZero();
      assertThat(out.toString(UTF_8)).isEqualTo("1\n");
    }

    @Test
    void restoreThatWouldGoElsewhereTouchesNothing() throws Exception {
      var other = SharedDatabase.fresh("elsewhere");
      Path dump = folder.resolve("dump.sql");
      makeWithHistory();
      assertThat(run("db", "dump", dump.toString())).isZero();
      Files.writeString(dump, "use " + other.name() + ";\n" + Files.readString(dump));

      assertThat(run("db", "restore", dump.toString(), "--yes")).isOne();

      assertRefused("at line 1, and carafe db restore fills carafe_commands alone");
      assertThat(run("shell", "-c", "sql(\"select count(*) from jotted\").value()")).isZero();
      assertThat(out.toString(UTF_8)).isEqualTo("1\n");
      assertThat(new FreshDatabase(other).tables()).isEmpty();
    }

    @Test
    void restoreFillsADatabaseThatWasEmptied() throws Exception {
      Path dump = folder.resolve("dump.sql");
      makeWithHistory();
      assertThat(run("db", "dump", dump.toString())).isZero();
      for (String emptied :
          List.of(
              "delete from flyway_schema_history",
              "drop table jotted, flyway_schema_history",
              "drop table flyway_schema_history")) {
        database.execute(emptied);

        assertThat(run("db", "restore", dump.toString(), "--yes")).as(err.toString(UTF_8)).isZero();

        assertThat(run("db", "upgrade")).as(err.toString(UTF_8)).isZero();
        assertThat(run("shell", "-c", "sql(\"select count(*) from jotted\").value()")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("1\n");
      }
    }

    @Test
    void restoreTakesTheDumpOfADatabaseWithoutAHistory() throws Exception {
      int name = 0;
      for (String state :
          List.of(
              "create table flyway_schema_history (installed_rank int)",
              "drop table flyway_schema_history",
              "drop table jotted")) {
        database.execute(state);
        Path dump = folder.resolve("dump" + name++ + ".sql");
        assertThat(run("db", "dump", dump.toString())).isZero();
        database.execute("create table later (id int)");

        assertThat(run("db", "restore", dump.toString(), "--yes")).as(err.toString(UTF_8)).isZero();

        assertThat(new FreshDatabase(database).tables()).doesNotContain("later");
      }
      Path schema = folder.resolve("schema.sql");
      assertThat(run("db", "dump", "--schema", schema.toString())).isZero();
      assertThat(run("db", "restore", schema.toString(), "--yes")).isOne();
      assertRefused("holds no rows of the migration history");
    }

    @Test
    void dumpTellsWhatIsNotInIt() throws Exception {
      database.execute(
          "create view people as select id from jotted",
          "create trigger jot before insert on jotted for each row set new.id = 1");

      assertThat(run("db", "dump", folder.resolve("dump.sql").toString())).isZero();

      assertThat(err.toString(UTF_8))
          .contains("Left out, because a dump has tables alone: the trigger jot, the view people.");
    }

    @Test
    void filesWantAName() {
      assertThat(run("db", "dump", "")).isOne();
      assertRefused("The name of the file is empty. Name one");
      assertThat(run("db", "restore", "", "--yes")).isOne();
      assertRefused("The name of the file is empty. Name one");
    }

    /** Of a module that was taken out. */
    private void makeWithHistory() throws Exception {
      assertThat(run("db", "reset", "--yes")).as(err.toString(UTF_8)).isZero();
      assertThat(run("db", "init")).as(err.toString(UTF_8)).isZero();
      database.execute(
          "insert into flyway_schema_history values (1, '20260101000000', 'gone', 'SQL', 'gone/V20260101000000__gone.sql', 1, 'carafe', now(), 1, true)",
          "create table jotted (id int)",
          "insert into jotted values (1)");
    }

    @Test
    void backupTellsAFolderThatIsNone() throws Exception {
      Path file = Files.writeString(folder.resolve("file"), "");
      assertThat(run("db", "backup", "--to", file.toString())).isOne();
      assertRefused(file + " is there already, and is no folder.");
      assertThat(run("db", "backup", "--to", file.resolve("below").toString())).isOne();
      assertRefused(file.toString());
    }

    @Test
    void backupKeepsWhatItMadeWhereAClockWasAhead() throws Exception {
      Path ahead = Files.writeString(folder.resolve("carafe_commands-20980101T000000Z.sql.gz"), "");
      Path more = Files.writeString(folder.resolve("carafe_commands-20990101T000000Z.sql.gz"), "");

      assertThat(run("db", "backup", "--to", folder.toString(), "--keep", "2")).isZero();

      assertThat(Path.of(out.toString(UTF_8).strip())).exists();
      assertThat(more).exists();
      assertThat(ahead).doesNotExist();
    }

    @Test
    void backupKeepsTheNewestAndTakesAwayWhatWasLeftBehind() throws Exception {
      Path old = Files.writeString(folder.resolve("carafe_commands-20200101T000000Z.sql.gz"), "");
      Path newer = Files.writeString(folder.resolve("carafe_commands-20990101T000000Z.sql.gz"), "");
      Path others = Files.writeString(folder.resolve("carafe-20200101T000000Z.sql.gz"), "");
      Path dead =
          Files.writeString(folder.resolve("carafe_commands-20200102T000000Z.sql.gz.1.part"), "");
      Path alive =
          Files.writeString(folder.resolve("carafe_commands-20200103T000000Z.sql.gz.2.part"), "");
      Path fresh =
          Files.writeString(folder.resolve("carafe_commands-20200104T000000Z.sql.gz.3.part"), "");
      for (Path part : List.of(dead, alive)) {
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(3600)));
      }

      try (var channel = FileChannel.open(alive, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        assertThat(lock.isValid()).isTrue();
        assertThat(run("db", "backup", "--to", folder.toString(), "--keep", "2")).isZero();
      }

      Path made = Path.of(out.toString(UTF_8).strip());
      assertThat(folder).isDirectoryContaining(made::equals);
      try (var files = Files.list(folder)) {
        assertThat(files.toList()).containsExactlyInAnyOrder(made, newer, others, alive, fresh);
      }
      assertThat(old).doesNotExist();
    }

    @Test
    void oneOfTwoDumpsAtOnceGetsTheName() throws Exception {
      Path file = folder.resolve("dump.sql");
      var first = CompletableFuture.supplyAsync(() -> written(file));
      var second = CompletableFuture.supplyAsync(() -> written(file));

      assertThat(List.of(first.get(), second.get()))
          .containsExactlyInAnyOrder("", file + " is there already. Choose another name.");
      assertThat(folder).isDirectoryContaining(file::equals);
      try (var files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    }

    private String written(Path file) {
      try {
        new Dump(database, Clock.systemUTC()).write(file, true);
        return "";
      } catch (MigrationException refused) {
        return String.valueOf(refused.getMessage());
      } catch (IOException failure) {
        return failure.toString();
      }
    }

    @Test
    void backupThatFailsLeavesNothingBehind() throws Exception {
      database.execute("create table gone (id int) engine = innodb");
      database.execute("alter table gone discard tablespace");

      assertThat(run("db", "backup", "--to", folder.toString())).isOne();

      assertThat(folder).isEmptyDirectory();
    }
  }
}
