package org.carafe.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a project of three modules. */
@Execution(ExecutionMode.CONCURRENT)
class NewModuleTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String POM =
      """
      <project>
        <artifactId>carafe</artifactId>
        <version>1.2.3</version>
        <modules>
          <module>core-module</module>
          <module>users-module</module>
          <module>dev-module</module>
          <module>web-module</module>
        </modules>
      </project>
      """;
  private static final String ASSEMBLY =
      """
      <project>
        <dependencies>
          <dependency><groupId>org.carafe</groupId><artifactId>core-module</artifactId></dependency>
          <dependency><groupId>org.carafe</groupId><artifactId>users-module</artifactId></dependency>
          <dependency><groupId>org.carafe</groupId><artifactId>testing-module</artifactId><scope>test</scope></dependency>
        </dependencies>
      </project>
      """;

  @TempDir Path root;

  @BeforeEach
  void makeProject() throws IOException {
    file("pom.xml", POM);
    file("web-module/pom.xml", ASSEMBLY);
    file("core-module/pom.xml", "");
    file("users-module/pom.xml", "");
    file(
        "users-module/src/main/resources/db/migration/users/V20260401120000__users.sql",
        "create table users (\n");
    file(
        "users-module/src/main/java/org/carafe/users/UsersBlueprint.java",
        "app.page(\"people\", \"/people\", \"users/people.xhtml\")");
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<Path> write(String module, String entity, String... fields) throws IOException {
    return new NewModule(root, Feature.parse(module, entity, "", List.of(fields)), NOON).write();
  }

  /** Every file that Git would keep, and its text. */
  private TreeMap<String, String> everything() throws IOException {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(root)) {
      Path ignored = root.resolve("var");
      for (Path file :
          files.filter(Files::isRegularFile).filter(each -> !each.startsWith(ignored)).toList()) {
        all.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  @Test
  void writesTheModuleAndALineInEachList() throws IOException {
    List<Path> files = write("notes", "Note", "title:string!", "owner:user");

    assertThat(files)
        .allSatisfy(file -> assertThat(root.resolve(file)).isRegularFile())
        .contains(Path.of("notes-module/src/main/java/org/carafe/notes/Notes.java"));
    assertThat(Files.readString(root.resolve("notes-module/pom.xml"))).contains("1.2.3");
    assertThat(Files.readString(root.resolve("pom.xml")))
        .contains("users-module</module>\n    <module>notes-module</module>\n    <module>dev");
    assertThat(Files.readString(root.resolve("web-module/pom.xml")))
        .contains("<artifactId>notes-module</artifactId><version>${project.version}</version>");
  }

  /** What was imported for nothing is taken away, and its empty lines with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "title:string! body:text due:date? owner:user",
        "title:string!",
        "title:string! kind:enum(private,work)",
        "title:string! amount:decimal! done:boolean"
      })
  void writesJavaThatTheBuildTakes(String fields) throws IOException {
    List<Path> files = write("notes", "Note", fields.split(" ", -1));

    for (Path file : JavaFormat.javaFiles(files.stream())) {
      assertThat(Files.readString(root.resolve(file))).as("%s", file).doesNotContain("\n\n\n");
    }
  }

  /** A fresh database applies migrations by version, and the table refers to users. */
  @Test
  void writesAMigrationThatIsLaterThanTheOnesItBuildsOn() throws IOException {
    assertThat(write("notes", "Note", "title:string!", "owner:user"))
        .contains(
            Path.of(
                "notes-module/src/main/resources/db/migration/notes/V20260401120001__notes.sql"),
            Path.of("notes-module/src/main/resources/db/undo/notes/U20260401120001__notes.sql"));
  }

  @Test
  void keepsTheLinesOfModulesThatAreWrittenAtOnce() throws Exception {
    var names = List.of("alpha", "beta", "gamma");
    var writing =
        names.stream()
            .map(
                name ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            write(
                                name,
                                name.substring(0, 1).toUpperCase(Locale.ROOT) + "x",
                                "t:string!");
                          } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                          }
                        },
                        task -> new Thread(task).start()))
            .toList();
    writing.forEach(CompletableFuture::join);

    for (String name : names) {
      assertThat(Files.readString(root.resolve("pom.xml"))).contains("<module>" + name + "-module");
      assertThat(Files.readString(root.resolve("web-module/pom.xml"))).contains(name + "-module");
      assertThat(root.resolve(name + "-module/pom.xml")).isRegularFile();
    }
  }

  @Test
  void leavesNoTraceWhenItIsTakenOut() throws IOException {
    var before = everything();
    write("notes", "Note", "title:string!");

    new RemovedModule(root, "notes").remove();

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void refusesWhatIsThereAndWritesNothing() throws IOException {
    write("notes", "Note", "title:string!");
    var before = everything();

    assertThatThrownBy(() -> write("notes", "Memo", "title:string!"))
        .hasMessageContaining("There is a module notes already");
    assertThatThrownBy(() -> write("memos", "Note", "title:string!"))
        .hasMessageContaining("The table notes is in notes-module");
    assertThatThrownBy(
            () ->
                new NewModule(
                        root,
                        Feature.parse("folk", "Folk", "people", List.of("name:string!")),
                        NOON)
                    .write())
        .hasMessageContaining("The URL /people is in users-module");
    assertThatThrownBy(() -> write("accounts", "User", "title:string!"))
        .hasMessageContaining("The table users");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void writesNothingWhereItFailsHalfWay() throws IOException {
    file("web-module/pom.xml", "<project/>");
    var before = everything();

    assertThatThrownBy(() -> write("notes", "Note", "title:string!"))
        .isInstanceOf(ScaffoldException.class)
        .hasMessageContaining("web-module/pom.xml");

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void takesOutOnlyWhatWasAddedAndWhatNobodyNeeds() throws IOException {
    write("notes", "Note", "title:string!");
    write("tags", "Tag", "title:string!");
    file("tags-module/pom.xml", "<artifactId>notes-module</artifactId>");

    assertThatThrownBy(() -> new RemovedModule(root, "users"))
        .hasMessageContaining("part of the house");
    assertThatThrownBy(() -> new RemovedModule(root, "notse"))
        .hasMessageContaining("Did you mean “notes”?");
    assertThatThrownBy(() -> new RemovedModule(root, "notes"))
        .hasMessageContaining("tags-module depends on it");
  }

  @Test
  void addsAPageACommandAndAMail() throws IOException {
    write("notes", "Note", "title:string!", "owner:user");

    new NewPart(root, "notes").page("archive", "", "signedIn");
    new NewPart(root, "notes").command("purge-notes", Set.of("run"));
    new NewPart(root, "notes").mail("reminder");

    String main = "notes-module/src/main/";
    String blueprint =
        Files.readString(root.resolve(main + "java/org/carafe/notes/NotesBlueprint.java"));
    assertThat(blueprint)
        .contains(
            "app.page(\"archive\", \"/notes/archive\", \"notes/archive.xhtml\").signedIn();",
            "import org.carafe.notes.boundary.PurgeNotesCommand;",
            "app.command(PurgeNotesCommand.class);");
    assertThat(root.resolve(main + "java/org/carafe/notes/boundary/ArchivePage.java")).exists();
    assertThat(root.resolve(main + "resources/org/carafe/notes/mail/reminder.peb")).exists();
    assertThat(
            Files.readString(root.resolve(main + "resources/org/carafe/notes/messages.properties")))
        .contains("archive.title=Archive", "mail.reminder.subject=Reminder");
    assertThat(Files.readString(root.resolve("notes-module/pom.xml"))).contains("picocli");
  }

  @Test
  void addsNothingTwice() throws IOException {
    write("notes", "Note", "title:string!", "owner:user");
    new NewPart(root, "notes").page("archive", "", "signedIn");
    var before = everything();

    assertThatThrownBy(() -> new NewPart(root, "notes").page("archive", "", "signedIn"))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> new NewPart(root, "notes").page("old", "/notes/archive", "signedIn"))
        .hasMessageContaining("--url");
    assertThatThrownBy(() -> new NewPart(root, "notes").page("list", "", "signedIn"))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> new NewPart(root, "notes").command("run", Set.of("run")))
        .hasMessageContaining("command run already");
    assertThatThrownBy(() -> new NewPart(root, "notes").page("old", "", "notes:mange"))
        .hasMessageContaining("no permission notes:mange");
    assertThat(everything()).isEqualTo(before);
  }
}
