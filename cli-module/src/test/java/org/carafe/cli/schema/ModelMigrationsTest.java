package org.carafe.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.carafe.cli.SharedDatabase;
import org.carafe.core.Blueprint;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.Destruction;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module whose entity changes from day to day. */
class ModelMigrationsTest {
  private static final String FIELDS =
      """
        @Column(name = "title", nullable = false, length = 80) String title;
        @Column(name = "body") String body;
        @Column(name = "due") Instant due;
        @Column(name = "done", nullable = false) boolean done;
      """;

  @TempDir Path folder;
  private Database database;
  private MigrationScripts scripts;
  private MigrationHistory history;
  private int day;

  @BeforeEach
  void prepare() throws SQLException {
    database = SharedDatabase.fresh("model");
    scripts = MigrationScripts.inFolders(Map.of("notes", folder.resolve("resources")));
    history = new MigrationHistory(database, scripts);
  }

  /** Compiles the module with an entity of these fields, or without one. */
  private ModelMigrations notes(String table, String fields) throws IOException {
    day++;
    Path classes = Files.createDirectories(folder.resolve("classes" + day));
    var sources = new ArrayList<SimpleJavaFileObject>();
    sources.add(
        source(
            "NotesBlueprint",
            """
            package org.example.notes;
            public final class NotesBlueprint implements org.carafe.core.Blueprint {
              public String name() { return "notes"; }
              public void register(org.carafe.core.Registration app) {}
            }
            """));
    if (!fields.isEmpty()) {
      sources.add(
          source(
              "entity.Note",
              """
              package org.example.notes.entity;
              import jakarta.persistence.*;
              import java.time.Instant;
              @Entity %s
              public class Note {
                @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                %s
              }
              """
                  .formatted(table, fields)));
    }
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                sources)
            .call();
    assertThat(compiled).isTrue();
    Path mark = classes.resolve("META-INF/services/org.carafe.core.Blueprint");
    Files.createDirectories(mark.getParent());
    Files.writeString(mark, "org.example.notes.NotesBlueprint\n");
    var loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    List<Blueprint> blueprints =
        ServiceLoader.load(Blueprint.class, loader).stream()
            .filter(found -> found.type().getClassLoader() == loader)
            .map(ServiceLoader.Provider::get)
            .toList();
    var clock = Clock.fixed(Instant.parse("2026-02-0" + day + "T10:00:00Z"), ZoneOffset.UTC);
    return new ModelMigrations(database, scripts, blueprints, loader, clock);
  }

  private ModelMigrations notes(String fields) throws IOException {
    return notes(
        "@Table(name = \"notes\", indexes = @Index(name = \"notes_due_ix\", columnList = \"due\"))",
        fields);
  }

  private static SimpleJavaFileObject source(String name, String text) {
    var uri = URI.create("string:///org/example/notes/" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, javax.tools.JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private ModelMigrations.Written migrate(ModelMigrations notes, Map<String, String> renames)
      throws IOException {
    var written = notes.write(notes.plan(renames), "Day " + day + ": notes");
    assertThat(written).hasSize(1);
    return written.get(0);
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
  void writesTheFirstMigrationAndItsWayBack() throws Exception {
    ModelMigrations notes = notes(FIELDS);

    var written = migrate(notes, Map.of());

    assertThat(written.up())
        .hasFileName("V20260201100000__day_1_notes.sql")
        .hasContent(
            """
            -- Day 1: notes

            create table notes (
              id bigint not null auto_increment,
              title varchar(80) not null,
              body varchar(255) null,
              due datetime(6) null,
              done boolean not null,
              primary key (id),
              index notes_due_ix (due)
            ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci;
            """);
    assertThat(written.down())
        .hasFileName("U20260201100000__day_1_notes.sql")
        .hasContent(
            """
            -- The way back from: Day 1: notes

            -- destructive: drops the table notes with its rows
            drop table notes;
            """);
    assertThat(written.plan().findings())
        .containsExactly("+ table notes (id, title, body, due, done)");

    assertThatThrownBy(() -> notes.plan(Map.of()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("1 migrations are pending")
        .hasMessageContaining("carafe db upgrade");
    history.upgrade(Optional.empty());
    assertThat(notes.plan(Map.of())).as("nothing to do").isEmpty();
    assertThat(notes.check().isEmpty()).isTrue();
  }

  @Test
  void saysTheSameCollationWhateverTheDatabases() throws Exception {
    database.execute("alter database " + database.name() + " collate utf8mb4_general_ci");
    ModelMigrations notes = notes(FIELDS);

    assertThat(migrate(notes, Map.of()).up())
        .content()
        .contains("default character set utf8mb4 collate utf8mb4_unicode_ci;");
    history.upgrade(Optional.empty());
    assertThat(notes.check()).matches(ModelMigrations.Findings::isEmpty);
  }

  @Test
  void tellsTextsThatCannotBeCompared() throws Exception {
    migrate(notes(FIELDS), Map.of());
    Path up = folder.resolve("resources/db/migration/notes/V20260201100001__marks.sql");
    Path down = folder.resolve("resources/db/undo/notes/U20260201100001__marks.sql");
    Path model = folder.resolve("resources/db/model/notes.sql");
    Files.createDirectories(model.getParent());
    Files.writeString(model, "create table marks (word varchar(9), hash char(9));");
    Files.writeString(
        up,
        "create table marks (word varchar(9), hash char(9) collate utf8mb4_bin) engine = InnoDB default character set utf8mb4;");
    Files.writeString(down, "drop table marks;");
    history.upgrade(Optional.empty());
    assertThatThrownBy(() -> database.execute("select * from notes, marks where title = word"))
        .hasMessageContaining("Illegal mix of collations");
    database.execute("select * from notes, marks where title = hash");

    assertThat(notes(FIELDS).check().lint())
        .singleElement()
        .asString()
        .startsWith(
            "marks.word has the collation utf8mb4_general_ci and other texts utf8mb4_unicode_ci");
  }

  @Test
  void emptiesNoDatabaseThatIsSomebodys() throws Exception {
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());
    Database scratch = database.named(database.name() + "_scratch");
    database.execute(
        "create or replace database " + scratch.name() + " comment 'mine'",
        "create table " + scratch.name() + ".mine (id int)");

    assertThatThrownBy(() -> notes(FIELDS).check())
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(scratch.name() + " has tables, and is not the scratch database");
    scratch.execute("insert into mine values (1)");

    database.execute("drop database " + scratch.name(), "create database " + scratch.name());
    assertThat(notes(FIELDS).check().isEmpty()).as("an empty one is taken").isTrue();
  }

  @Test
  void ownsTheTablesThatScriptsMakeAndNotThoseThatTheySpeakOf() throws Exception {
    ModelMigrations notes = notes(FIELDS);
    migrate(notes, Map.of());
    Path additions = folder.resolve("resources/db/model/notes.sql");
    Files.createDirectories(additions.getParent());
    Files.writeString(
        additions,
        "/* create table; */\ncreate table marks (word varchar(9) default ';'); -- at last;\n");
    history.upgrade(Optional.empty());
    Files.writeString(
        folder.resolve("resources/db/migration/notes/V20260201100001__marks.sql"),
        "-- not create table jotted\ncreate table marks (word varchar(9) default ';');");
    Files.writeString(
        folder.resolve("resources/db/undo/notes/U20260201100001__marks.sql"), "drop table marks;");
    history.upgrade(Optional.empty());
    database.execute("create table jotted (id int)");

    assertThat(notes.check()).matches(ModelMigrations.Findings::isEmpty);
    assertThat(notes.plan(Map.of())).as("no table of somebody else is dropped").isEmpty();
  }

  @Test
  void keepsTheDataOfARenamedAndWidenedColumnOnTheWayUpAndBack() throws Exception {
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());
    database.execute("insert into notes (title, body, done) values ('one', 'kept', false)");

    ModelMigrations changed =
        notes(FIELDS.replace("@Column(name = \"body\")", "@Column(name = \"text\", length = 500)"));
    assertThat(changed.plan(Map.of()).get(0).findings())
        .contains("+ notes.text varchar(500) null", "- notes.body");
    var written = migrate(changed, Map.of("notes.body", "text"));

    assertThat(Files.readString(written.up()))
        .endsWith("alter table notes change column body text varchar(500) null;\n");
    history.upgrade(Optional.empty());
    assertThat(value("select text from notes")).isEqualTo("kept");
    assertThat(changed.check().isEmpty()).isTrue();
    history.downgrade(history.newest(1));
    assertThat(value("select body from notes")).isEqualTo("kept");
  }

  @Test
  void marksWhatIsLost() throws Exception {
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());

    var written = migrate(notes(FIELDS.replaceAll(".*body.*\n", "")), Map.of());
    assertThat(Destruction.in(Files.readString(written.up())))
        .containsExactly("drops notes.body with what is in it");
    assertThat(Destruction.in(Files.readString(written.down()))).isEmpty();
    history.upgrade(Optional.empty());

    written = migrate(notes(""), Map.of());
    assertThat(written.plan().losses()).containsExactly("drops the table notes with its rows");
    history.upgrade(Optional.empty());
    history.downgrade(history.newest(2));
    assertThat(value("show columns from notes like 'body'")).isEqualTo("body");
  }

  @Test
  void takesWhatJpaCannotSayFromTheModulesOwnFile() throws Exception {
    Path file = folder.resolve("resources/db/model/notes.sql");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        -- searched by word
        alter table notes add fulltext index notes_body_ft (body),
          add constraint notes_title_ck check (title <> '');
        """);

    var written = migrate(notes(FIELDS), Map.of());

    assertThat(Files.readString(written.up()))
        .contains("fulltext index notes_body_ft (body)")
        .contains("constraint notes_title_ck check (title <> '')");
    history.upgrade(Optional.empty());
    assertThat(notes(FIELDS).check().isEmpty()).isTrue();
  }

  @Test
  void leavesCommentsDefaultsAndCollationsThatTheMigrationsSay() throws Exception {
    Path up = folder.resolve("resources/db/migration/notes/V20260101000000__notes.sql");
    Files.createDirectories(up.getParent());
    Files.writeString(
        up,
        """
        create table notes (
          id bigint not null auto_increment primary key,
          title varchar(80) character set utf8mb4 collate utf8mb4_bin not null default '?' comment 'as typed',
          body varchar(255) null,
          due datetime(6) null,
          done boolean not null default true,
          index notes_due_ix (due)
        ) comment 'by hand';
        """);
    history.upgrade(Optional.empty());

    assertThat(notes(FIELDS).plan(Map.of())).isEmpty();
    var longer = migrate(notes(FIELDS.replace("length = 80", "length = 90")), Map.of());
    assertThat(Files.readString(longer.up()))
        .contains(
            "modify column title varchar(90) character set utf8mb4 collate utf8mb4_bin not null default '?' comment 'as typed';");
  }

  @Test
  void saysWhatTheMappingLoses() throws Exception {
    ModelMigrations notes =
        notes(
            """
            @Column(name = "title", nullable = false, unique = true, columnDefinition = "char(9)") String title;
            @Column(name = "due") Instant due;
            @Column(nullable = false) Instant createdAt;
            @Column(name = "shape") java.awt.Point shape;
            """);

    assertThat(notes.check().lint())
        .anyMatch(
            line ->
                line.startsWith(
                    "Note.title says nullable = false, which its columnDefinition loses."))
        .anyMatch(
            line ->
                line.startsWith("Note.title says unique = true, which its columnDefinition loses."))
        .anyMatch(line -> line.contains("@Column(name = \"created_at\")"))
        .anyMatch(
            line -> line.startsWith("Note.shape, a Point, would be kept as a serialised object."));
    assertThatThrownBy(() -> notes.plan(Map.of()))
        .hasMessageStartingWith("The entities must be corrected first.");
  }

  @Test
  void tellsADatabaseThatWasChangedByHand() throws Exception {
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());
    database.execute("alter table notes drop key notes_due_ix");

    var found = notes(FIELDS).check();

    assertThat(found.model()).isEmpty();
    assertThat(found.database()).containsExactly("+ index notes.notes_due_ix (due)");
  }

  @Test
  void leavesTablesAloneThatAreNoModules() throws Exception {
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());
    database.execute("create table somebody_elses (id int)");

    assertThat(notes(FIELDS).check().isEmpty()).isTrue();
  }

  @Test
  void comparesTooWhereAModuleWasTakenOutAndItsTablesWereKept() throws Exception {
    Path tags = folder.resolve("tags/db/migration/tags/V20250101000000__tags.sql");
    Files.createDirectories(tags.getParent());
    Files.writeString(tags, "create table tags (id int);");
    new MigrationHistory(
            database, MigrationScripts.inFolders(Map.of("tags", folder.resolve("tags"))))
        .upgrade(Optional.empty());
    migrate(notes(FIELDS), Map.of());
    history.upgrade(Optional.empty());
    assertThat(notes(FIELDS).check().isEmpty()).isTrue();

    database.execute("alter table notes drop key notes_due_ix");

    assertThat(notes(FIELDS).check().database())
        .containsExactly("+ index notes.notes_due_ix (due)");
  }
}
