package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.carafe.core.migration.Migration.State;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationHistoryTest {
  private static EmbeddedMariaDb server;

  @TempDir Path resources;
  private final Database database =
      new Database(server.url(), server.user(), server.password()).named("carafe_history");
  private MigrationHistory history;

  @BeforeAll
  static void start() {
    server =
        EmbeddedMariaDb.in(Path.of("target", "history-db"))
            .binaries(Path.of("..", "var", "mariadb"))
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() throws SQLException {
    database
        .server()
        .execute("drop database if exists carafe_history", "create database carafe_history");
    history =
        new MigrationHistory(database, MigrationScripts.inFolders(Map.of("notes", resources)));
  }

  private void migration(String version, String up, String down) throws IOException {
    write("db/migration/notes/V" + version + "__notes.sql", up);
    write("db/undo/notes/U" + version + "__notes.sql", down);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(resources.resolve(name).getParent());
    Files.writeString(resources.resolve(name), text);
  }

  private List<String> tables() throws SQLException {
    var tables = new ArrayList<String>();
    try (var connection = database.connect();
        var rows = connection.getMetaData().getTables("carafe_history", null, "%", null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    tables.removeAll(List.of("flyway_schema_history", Progress.TABLE));
    return tables;
  }

  @Test
  void goesUpAndBackStepByStep() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    migration("20260102000000", "create table b (id int);", "drop table b;");
    migration("20260103000000", "create table c (id int);", "drop table c;");

    assertThat(history.upgrade(Optional.of("20260102000000"))).hasSize(2);
    assertThat(tables()).containsExactly("a", "b");
    assertThat(history.pending()).extracting(Migration::version).containsExactly("20260103000000");
    assertThat(history.upgrade(Optional.empty())).hasSize(1);
    assertThat(history.current()).get().extracting(Migration::module).isEqualTo("notes");

    history.downgrade(history.newest(1));
    assertThat(tables()).containsExactly("a", "b");
    history.downgrade(history.after("20260101000000"));
    assertThat(tables()).containsExactly("a");
    history.downgrade(history.of("notes"));
    assertThat(tables()).isEmpty();

    assertThat(history.upgrade(Optional.empty())).hasSize(3);
    assertThat(history.all()).extracting(Migration::state).containsOnly(State.APPLIED);
  }

  @Test
  void losesNothingAtAStart() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgradeAtStart();
    migration("20260102000000", "create table b (id int);", "drop table b;");
    migration("20260103000000", "drop table a;", "create table a (id int);");

    assertThat(history.lossesAtStart())
        .containsExactly("drops the table a (notes/V20260103000000__notes.sql)");
    assertThatThrownBy(history::upgradeAtStart)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("lose data", "drops the table a", "carafe db upgrade --yes");

    assertThat(tables()).as("all or nothing").containsExactly("a");
    history.upgrade(Optional.empty());
    assertThat(tables()).containsExactly("b");
    assertThat(history.upgradeAtStart()).isEmpty();
  }

  @Test
  void refusesScriptsThatNobodyLooksThrough() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgradeAtStart();
    for (String name :
        List.of(
            "V20260102000000__a.sql",
            "other/V20260102000000__a.sql",
            "notes/R__a.sql",
            "notes/V20260101000000__notes.sql.conf")) {
      write("db/migration/" + name, name.endsWith(".sql") ? "drop table a;" : "encoding=UTF-16");

      assertThatThrownBy(history::upgradeAtStart)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining(name);
      assertThatThrownBy(() -> history.upgrade(Optional.empty())).hasMessageContaining(name);
      assertThat(tables()).containsExactly("a");
      Files.delete(resources.resolve("db/migration/" + name));
    }
  }

  @Test
  void carriesOutNoCallbacks() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgradeAtStart();
    migration("20260102000000", "create table b (id int);", "drop table b;");
    for (String event :
        List.of(
            "beforeConnect",
            "afterConnect",
            "beforeMigrate",
            "beforeEachMigrate",
            "afterMigrate",
            "afterInfo")) {
      write("db/migration/notes/" + event + ".sql", "drop table if exists a;");
    }

    history.upgradeAtStart();

    assertThat(tables()).containsExactly("a", "b");
  }

  @Test
  void startsWhereANewModuleDropsWhatItMadeItself() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgradeAtStart();
    migration(
        "20260102000000",
        "create table b (id int, old int);\ninsert into b values (1, 2);\nalter table a add column c int;",
        "alter table a drop column c;\ndrop table b;");
    migration(
        "20260103000000",
        "delete from b where id = 1;\nalter table b drop column old;\nalter table a drop column c;\ndrop table b;",
        "create table b (id int, old int);");

    assertThat(history.lossesAtStart()).isEmpty();
    assertThat(history.upgradeAtStart()).hasSize(2);
  }

  @Test
  void takesNothingForItsOwnThatHasTheNameOfWhatItMade() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgradeAtStart();
    migration(
        "20260102000000",
        "create table b (id int);\nrename table b to c, a to b;\ndrop table b;",
        "drop table c;");
    migration(
        "20260103000000", "create table if not exists a (id int);\ndrop table a;", "select 1;");

    assertThat(history.lossesAtStart())
        .containsExactly(
            "drops the table b (notes/V20260102000000__notes.sql)",
            "drops the table a (notes/V20260103000000__notes.sql)");
  }

  @Test
  void takesBackWhatIsWrittenWordForWord() throws Exception {
    migration(
        "20260101000000",
        "create table a (body text, b int);\ninsert into a values ('', 0);",
        """
        update a set body = '/* none */
        -- ours' -- as it was
        ;
        alter table a /*!50000 drop b */;
        """);
    history.upgrade(Optional.empty());

    history.downgrade(history.newest(1));

    assertThat(value("select body from a")).isEqualTo("/* none */\n-- ours");
    assertThat(
            value(
                "select group_concat(column_name) from information_schema.columns where table_schema = database() and table_name = 'a'"))
        .isEqualTo("body");
  }

  @Test
  void takesNothingBackTwice() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    migration("20260102000000", "insert into a values (1);", "update a set id = id + 1;");
    history.upgrade(Optional.empty());
    List<Migration> last = history.newest(1);
    history.downgrade(last);

    assertThatThrownBy(() -> history.downgrade(last))
        .hasMessageStartingWith("Nothing was taken back, because another process has changed");
    assertThat(value("select id from a")).isEqualTo("2");

    migration("20260103000000", "create table b (id int);", "drop table b;");
    history.upgrade(Optional.of("20260102000000"));
    List<Migration> old = history.newest(1);
    history.upgrade(Optional.empty());
    assertThatThrownBy(() -> history.downgrade(old, () -> history.newest(1)))
        .hasMessageStartingWith("Nothing was taken back");
    assertThat(history.applied()).hasSize(3);
  }

  @Test
  void knowsHowOneEndedThatFlywayCouldNoLongerWriteDown() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    migration("20260102000000", "create table b (id int);", "drop table b;");
    history.begin();
    flywayWritesNothing("new.success");

    assertThatThrownBy(() -> history.upgrade(Optional.empty()));
    assertThat(tables()).containsExactly("a");
    database.execute("drop trigger killed");

    assertThat(history.upgrade(Optional.empty()))
        .extracting(Migration::version)
        .containsExactly("20260102000000");
    assertThat(history.all()).extracting(Migration::state).containsOnly(State.APPLIED);
    assertThat(history.find("20260101000000").description()).isEqualTo("notes");
    assertThat(history.upgradeAtStart()).isEmpty();
    history.downgrade(history.newest(2));
    assertThat(tables()).isEmpty();
  }

  @Test
  void knowsThatOneFailedThatFlywayCouldNoLongerWriteDown() throws Exception {
    migration(
        "20260101000000", "create table a (id int);\ncreate tabel b (id int);", "drop table a;");
    history.begin();
    flywayWritesNothing("exists (select 1 from carafe_migration_progress where kind = 'ended')");

    assertThatThrownBy(() -> history.upgrade(Optional.empty()));
    assertThat(history.applied()).isEmpty();
    database.execute("drop trigger killed");

    assertThatThrownBy(() -> history.upgrade(Optional.empty()))
        .hasMessageContaining("Run carafe db repair");
    assertThat(history.repair(false)).isPresent();
    assertThat(tables()).isEmpty();
  }

  /** Like a kill behind the script's last statement. */
  private void flywayWritesNothing(String where) throws SQLException {
    database.execute(
        "create trigger killed before insert on flyway_schema_history for each row begin if %s then signal sqlstate '45000' set message_text = 'killed'; end if; end"
            .formatted(where));
  }

  private String value(String query) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void goesThroughAllScriptsAtTheFirstStart() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    migration("20260102000000", "drop table a;", "create table a (id int);");

    assertThat(history.lossesAtStart()).isEmpty();
    assertThat(history.upgradeAtStart()).hasSize(2);

    history.downgrade(history.newest(2));
    assertThat(history.upgradeAtStart()).as("all taken back").hasSize(2);
  }

  @Test
  void takesALateBranchAndUndoesByTheOrderOfApplication() throws Exception {
    migration("20260102000000", "create table b (id int);", "drop table b;");
    history.upgrade(Optional.empty());
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgrade(Optional.empty());

    history.downgrade(history.newest(1));

    assertThat(tables()).containsExactly("b");
  }

  @Test
  void goesBackPastAModuleThatIsGone() throws Exception {
    migration("20260102000000", "create table b (id int);", "drop table b;");
    history.upgrade(Optional.empty());
    Path tags = resources.resolve("tags");
    Files.createDirectories(tags.resolve("db/migration/tags"));
    Files.writeString(
        tags.resolve("db/migration/tags/V20260103000000__tags.sql"), "create table c (id int);");
    new MigrationHistory(database, MigrationScripts.inFolders(Map.of("tags", tags)))
        .upgrade(Optional.empty());

    history.downgrade(history.newest(1));

    assertThat(tables()).containsExactly("c");
    assertThat(history.newest(1)).isEmpty();
  }

  @Test
  void refusesADatabaseWhoseRestoreWasInterrupted() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgrade(Optional.empty());

    assertThatThrownBy(
            () ->
                history.replace(
                    () -> {
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");

    assertThatThrownBy(history::requireUpToDate).hasMessageContaining("carafe db restore FILE");
    assertThatThrownBy(() -> history.upgrade(Optional.empty()))
        .hasMessageContaining("only a part of the data is there");
    history.replace(() -> {});
    history.requireUpToDate();
  }

  @Test
  void refusesADatabaseInWhichARestoreLeftNoHistory() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgrade(Optional.empty());

    for (String lost : List.of("delete from ", "drop table ")) {
      assertThatThrownBy(() -> history.replace(() -> execute(lost + MigrationHistory.TABLE)))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("has no migration history");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()))
          .hasMessageContaining("only a part of the data is there");
    }
  }

  private void execute(String sql) {
    try {
      database.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void readsNoFileOfThisMachineForAServer() throws Exception {
    Path file = Files.writeString(resources.resolve("secret"), "hush\n");
    database.execute("create table a (line text)");

    assertThatThrownBy(
            () -> database.execute("load data local infile '%s' into table a".formatted(file)))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void letsNobodyMigrateWhileEverythingIsReplaced() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgrade(Optional.empty());
    migration("20260102000000", "create table b (id int);", "drop table b;");
    var order = new ArrayList<String>();
    var replacing = new CountDownLatch(1);
    var restore =
        CompletableFuture.runAsync(
            () ->
                history.replace(
                    () -> {
                      replacing.countDown();
                      sleep();
                      order.add("replaced");
                    }));
    replacing.await();

    history.upgrade(Optional.empty());
    order.add("migrated");

    restore.join();
    assertThat(order).containsExactly("replaced", "migrated");
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysWhichVersionsThereAre() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");

    assertThatThrownBy(() -> history.upgrade(Optional.of("20260101000001")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "There is no migration 20260101000001. Did you mean “20260101000000”?");
    assertThatThrownBy(() -> history.after("20260101000000"))
        .hasMessageContaining("is not applied");
    history.upgrade(Optional.empty());
    assertThatThrownBy(() -> history.upgrade(Optional.of("20260101000000")))
        .hasMessageContaining("is applied already");
  }

  @Test
  void refusesOneThatWasEditedAfterItHadBeenApplied() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    history.upgrade(Optional.empty());
    migration("20260101000000", "create table a (id bigint);", "drop table a;");

    assertThat(history.all()).extracting(Migration::state).containsExactly(State.CHANGED);
    assertThatThrownBy(() -> history.upgrade(Optional.empty()))
        .hasMessageContaining("was edited after it had been applied");
  }

  @Test
  void refusesToUseAnOldSchema() throws Exception {
    migration("20260101000000", "create table a (id int);", "drop table a;");
    assertThatThrownBy(history::requireUpToDate)
        .hasMessageContaining("1 migrations are pending")
        .hasMessageContaining("carafe db upgrade");
    history.upgrade(Optional.empty());
    history.requireUpToDate();
  }

  @Test
  void refusesTheWayBackWithoutAScript() throws Exception {
    write("db/migration/notes/V20260101000000__notes.sql", "create table a (id int);");
    history.upgrade(Optional.empty());

    assertThatThrownBy(() -> history.downgrade(history.newest(1)))
        .hasMessageContaining("write db/undo/notes/U20260101000000__notes.sql");
    assertThat(tables()).containsExactly("a");
  }

  @Test
  void saysWhatToDoWhereTheDatabaseIsOutOfReach() {
    var missing = new MigrationHistory(database.named("carafe_nowhere"), scripts());
    assertThatThrownBy(missing::all).hasMessageContaining("Make it with carafe db init");
    var stranger = new Database(database.url(), database.user(), "wrong");
    assertThatThrownBy(() -> new MigrationHistory(stranger, scripts()).all())
        .hasMessageContaining("Correct db.user and db.password");
    var silent = new Database("jdbc:mariadb://127.0.0.1:1/carafe", "carafe", "");
    assertThatThrownBy(() -> new MigrationHistory(silent, scripts()).all())
        .hasMessageContaining("cannot be reached: ")
        .hasMessageContaining("Start it, or correct db.url.");
    var unknown = new Database("jdbc:mariadb://db.example.invalid/carafe", "carafe", "");
    assertThatThrownBy(unknown::connect)
        .hasMessageEndingWith(
            "cannot be reached: Socket fail to connect to db.example.invalid. Start it, or correct db.url.");
  }

  private MigrationScripts scripts() {
    return MigrationScripts.inFolders(Map.of("notes", resources));
  }

  @Test
  void beginsEmpty() {
    assertThat(history.hasBegun()).isFalse();
    history.begin();
    assertThat(history.hasBegun()).isTrue();
    assertThat(history.current()).isEmpty();
  }

  @Nested
  class AFailure {
    @Test
    void onTheWayUpIsTakenBackByRepair() throws Exception {
      migration(
          "20260101000000",
          "create table a (id int);\ncreate tabel b (id int);",
          "drop table b;\ndrop table a;");

      assertThatThrownBy(() -> history.upgrade(Optional.empty()))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("notes/V20260101000000__notes.sql failed: ")
          .hasMessageContaining("SQL syntax")
          .hasMessageContaining("carafe db repair");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()))
          .hasMessageContaining("only a part of it is there")
          .hasMessageContaining("Run carafe db repair");

      migration(
          "20260101000000",
          "create table a (id int);\ncreate table b (id int);",
          "drop table b;\ndrop table a;");
      assertThat(history.repair(false)).isPresent();
      assertThat(tables()).isEmpty();
      history.upgrade(Optional.empty());
      assertThat(tables()).containsExactly("a", "b");
      assertThat(history.repair(false)).isEmpty();
    }

    @Test
    void onTheWayBackIsRefusedUntilItIsMendedAndRunAgain() throws Exception {
      migration(
          "20260101000000",
          "create table a (id int);\ncreate table b (id int);",
          "drop table b;\ndrop tabel a;");
      history.upgrade(Optional.empty());

      assertThatThrownBy(() -> history.downgrade(history.newest(1)))
          .hasMessageContaining("db/undo/notes/U20260101000000__notes.sql failed at line 2")
          .hasMessageContaining("stays in the history as failed");
      assertThat(history.current()).get().extracting(Migration::state).isEqualTo(State.FAILED);
      assertThatThrownBy(() -> history.upgrade(Optional.empty()))
          .hasMessageContaining("Run carafe db repair");
      assertThatThrownBy(() -> history.repair(false)).hasMessageContaining("failed at line 2");

      write("db/undo/notes/U20260101000000__notes.sql", "drop table b;\ndrop table a;");
      history.downgrade(history.newest(1));
      assertThat(tables()).isEmpty();
      assertThat(history.applied()).isEmpty();
    }

    @Test
    void thatDidNothingTakesNothingAway() throws Exception {
      history.begin();
      database.execute("create table a (id int)", "insert into a values (1)");
      migration(
          "20260101000000",
          "-- Adds a\n\ncreate table a (id int);",
          "delete from a;\ndrop table a;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty())).hasMessageContaining("exists");

      assertThat(history.lossesOfRepair()).isEmpty();
      assertThat(history.repair(false)).get().matches(one -> one.passedOver().isEmpty());

      assertThat(value("select count(*) from a")).isEqualTo("1");
      assertThat(history.applied()).isEmpty();
    }

    @Test
    void thatMayHaveDoneAPartIsTakenBack() throws Exception {
      history.begin();
      database.execute("create table a (id int)");
      migration(
          "20260101000000", "set @x = 1;\ndrop table a, b;", "create table a (id int);\nselect 1;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty())).hasMessageContaining("Unknown");
      assertThat(tables()).isEmpty();

      history.repair(false);

      assertThat(tables()).containsExactly("a");
    }

    @Test
    void ofTheSecondStatementInALineIsTakenBack() throws Exception {
      migration(
          "20260101000000",
          "create table a (id int); create tabel b (id int);",
          "drop table if exists b;\ndrop table a;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()));

      history.repair(false);

      assertThat(tables()).isEmpty();
    }

    @Test
    void leavesAloneWhatWasThereBefore() throws Exception {
      history.begin();
      database.execute("create table a (id int, zone int)", "insert into a values (1, 2)");
      migration(
          "20260101000000",
          "create table b (id int);\nalter table a add column zone int;\ncreate table c (id int);",
          "drop table c;\nalter table a drop column zone, drop key no_such;\ndrop table b;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty())).hasMessageContaining("zone");

      assertThat(history.lossesOfRepair())
          .containsExactly(
              "drops the table c (notes/U20260101000000__notes.sql)",
              "drops the column zone (notes/U20260101000000__notes.sql)",
              "drops the table b (notes/U20260101000000__notes.sql)");
      assertThat(history.repair(false).orElseThrow().passedOver())
          .hasSize(3)
          .anyMatch(what -> what.startsWith("drop table c ("))
          .contains("alter table a drop column zone (it was there before the migration)");

      assertThat(tables()).containsExactly("a");
      assertThat(value("select zone from a")).isEqualTo("2");
    }

    @Test
    void changesNoRowsAfterWhatItPassedOver() throws Exception {
      history.begin();
      database.execute("create table a (old int)", "insert into a values (7)");
      migration(
          "20260101000000",
          "alter table a add column new int;\nupdate no_such set new = old;\nalter table a drop column old;",
          "alter table a add column old int;\nupdate a set old = new;\nalter table a drop column new;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()));

      assertThat(history.repair(false).orElseThrow().passedOver())
          .hasSize(2)
          .anyMatch(what -> what.startsWith("alter table a add column old int (Duplicate"))
          .anyMatch(what -> what.startsWith("update a set old = new (it changes rows"));

      assertThat(value("select old from a")).isEqualTo("7");
    }

    @Test
    void asksForAHandWhereNobodyCanTellWhatWouldChange() throws Exception {
      history.begin();
      database.execute("create table a (one int, two int)", "insert into a values (1, 2)");
      migration(
          "20260101000000",
          "alter table a add column x int;\nupdate a set x = one;\nalter table a drop column one;\ncreate tabel b (id int);",
          "alter table a add column one int;\nalter table a add column two int;\nupdate a set one = x;\nalter table a drop column x;");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()));

      assertThatThrownBy(() -> history.repair(false))
          .hasMessageContaining("cannot go on at line 3")
          .hasMessageContaining("update a set one = x")
          .hasMessageContaining("carafe db repair --forget");
      assertThat(value("select x from a")).isEqualTo("1");
    }

    @Test
    void onTheWayBackGoesOnWhereItStopped() throws Exception {
      history.begin();
      database.execute("create table a (old int)", "insert into a values (7)");
      migration(
          "20260101000000",
          "alter table a add column new int;\nupdate a set new = old;\nalter table a drop column old;",
          "alter table a add column old int;\nupdate a set old = nwe;\nalter table a drop column new;");
      history.upgrade(Optional.empty());
      assertThatThrownBy(() -> history.downgrade(history.newest(1))).hasMessageContaining("nwe");

      assertThatThrownBy(() -> history.repair(false))
          .as("what the way back refused is not passed over")
          .hasMessageContaining("nwe");
      write(
          "db/undo/notes/U20260101000000__notes.sql",
          "alter table a add column old bigint;\nupdate a set old = new;\nalter table a drop column new;");
      assertThatThrownBy(() -> history.repair(false)).hasMessageContaining("was changed at line 1");
      write(
          "db/undo/notes/U20260101000000__notes.sql",
          "alter table a add column old int;\nupdate a set old = new;\nalter table a drop column new;");

      assertThat(history.repair(false).orElseThrow().passedOver()).isEmpty();
      assertThat(value("select old from a")).isEqualTo("7");
    }

    @Test
    void withoutAWayBackIsForgottenOnDemand() throws Exception {
      write("db/migration/notes/V20260101000000__notes.sql", "create tabel a (id int);");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()));

      assertThatThrownBy(() -> history.repair(false)).hasMessageContaining("--forget");
      history.repair(true);

      assertThat(history.applied()).isEmpty();
    }
  }

  @Nested
  class Concurrently {
    @Test
    void oneMigratesAndTheOtherWaits() throws Exception {
      migration(
          "20260101000000",
          "create table a (id int);\nselect sleep(1);\ncreate table b (id int);",
          "drop table b;\ndrop table a;");
      var second =
          new MigrationHistory(database, MigrationScripts.inFolders(Map.of("notes", resources)));

      var one = CompletableFuture.supplyAsync(() -> history.upgrade(Optional.empty()));
      var two = CompletableFuture.supplyAsync(() -> second.upgrade(Optional.empty()));

      assertThat(List.of(one.get().size(), two.get().size())).containsExactlyInAnyOrder(0, 1);
      assertThat(tables()).containsExactly("a", "b");
    }

    @Test
    void aKilledOneIsToldAndMendedByOneCommand() throws Exception {
      migration(
          "20260101000000",
          "create table a (id int);\ninsert into a values (1);\nselect sleep(120);\ncreate table b (id int);",
          "drop table b;\ndrop table a;");
      Process process = upgradeInItsOwnProcess();
      Patience.until("the first statement", () -> !tables().isEmpty());
      process.destroyForcibly().waitFor();
      killSleepers();

      assertThat(tables()).containsExactly("a");
      assertThatThrownBy(() -> history.upgrade(Optional.empty()))
          .hasMessageContaining("notes/V20260101000000__notes.sql was interrupted or failed on 20")
          .hasMessageContaining("Run carafe db repair");
      assertThat(history.repair(false)).isPresent();
      assertThat(tables()).isEmpty();

      migration("20260101000000", "create table a (id int);", "drop table a;");
      history.upgrade(Optional.empty());
      assertThat(tables()).containsExactly("a");
    }

    private Process upgradeInItsOwnProcess() throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Upgrading.class.getName(),
              database.url(),
              database.user(),
              database.password(),
              resources.toString())
          .redirectErrorStream(true)
          .redirectOutput(Path.of("target", "upgrading.log").toFile())
          .start();
    }

    /** The server notices the end of a client once its statement is over; this shortens it. */
    private void killSleepers() throws SQLException {
      try (var connection = database.connect();
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "select id from information_schema.processlist where info like 'select sleep%'")) {
        while (rows.next()) {
          database.execute("kill " + rows.getLong(1));
        }
      }
    }
  }

  /** What {@code aKilledOneIsToldAndMendedByOneCommand} kills. */
  static final class Upgrading {
    public static void main(String[] arguments) {
      var database = new Database(arguments[0], arguments[1], arguments[2]);
      var scripts = MigrationScripts.inFolders(Map.of("notes", Path.of(arguments[3])));
      new MigrationHistory(database, scripts).upgrade(Optional.empty());
    }
  }
}
