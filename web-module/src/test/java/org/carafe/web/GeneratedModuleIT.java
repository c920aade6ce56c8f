package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.carafe.cli.scaffold.NewPart;
import org.carafe.core.migration.Database;
import org.carafe.testing.JavaTools;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What {@code carafe new} writes is built and tested by {@code ./carafe test} in a copy of the
 * project, as it was written: two modules with every type of field, one whose rows have owners and
 * one without, and a page, a command and a mail more in a new module and in an old one. Then it is
 * taken out again with its tables. Beside them the module {@code notes} of docs/tutorial.md is
 * written as the tutorial says it, line by line, by the script {@code ./carafe}, then gets the
 * relations of docs/from-flask.md; with it the samples are built and run that the documents show.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedModuleIT {
  private record Ended(int code, String said) {}

  private static final Path COPY = SourceTree.MODULE.resolve("target/generated-it");
  private static final Nodes.Database DATABASE = Nodes.database("generated");

  private static final String AGREED = "Entities, migrations and database agree.\n";

  private static final List<String> EVERY_TYPE =
      List.of(
          "title:string!",
          "body:text",
          "due:date?",
          "begun:date",
          "at:datetime",
          "until:datetime?",
          "pinned:boolean",
          "amount:decimal",
          "price:decimal?",
          "count:int",
          "size:int?",
          "kind:enum(low,very-high)",
          "mood:enum(good,bad)?",
          "type:string",
          "link:url",
          "site:url!",
          "mail:email",
          "contact:email!");

  /** Their own tests, and those of the house that look at every module. */
  private static final List<String> TESTS =
      List.of(
          "SampleNote*Test,SampleEntry*Test,CountSampleNotesCommandTest,CountDevicesCommandTest,PurgeNotesCommandTest",
          "ArchitectureTest,ViewsTest,MessagesTest,MailTemplatesTest,OpenApiTest",
          "SampleNotesIT,SampleNotesPagesIT,SampleNotesResourceIT",
          "SampleEntriesIT,SampleEntriesPagesIT,SampleEntriesResourceIT",
          "NoteTest,NotesIT,NotesPagesIT,NotesResourceIT,PinnedIT,RelationsIT,SnippetsIT,HelloIT",
          "SchemaIT,AccessTableIT");

  /** What the documents show and no command writes. */
  private static final Path SAMPLES = SourceTree.MODULE.resolve("src/test/samples");

  private static final Path COMPILED = COPY.resolve("var/compiled");

  /** Where Maven puts new classes. */
  private static List<Path> classes = List.of();

  private static TreeMap<String, String> before = new TreeMap<>();
  private static String pinning = "";

  /** Whether what Maven would build of the notes is as they are. */
  private static boolean compiled;

  @BeforeAll
  static void generate() throws Exception {
    CarafeClone.delete(COPY);
    ProjectCopy.built(COPY);
    writeNotes();
    addSamples();
    part("auth").page("forgotten", "", "anonymous");
    part("auth").command("count-devices", Set.of("run"));
    part("auth").mail("farewell");
    part("web").page("imprint", "/imprint", "anonymous");
    before = ProjectCopy.everything(COPY);
    var owned = new ArrayList<>(EVERY_TYPE);
    owned.add(3, "owner:user");
    write(Feature.parse("samplenotes", "SampleNote", "", owned));
    write(Feature.parse("samplelibrary", "SampleEntry", "", EVERY_TYPE));
    part("samplenotes").page("archive", "", "signedIn");
    part("samplelibrary").page("archive", "/archive", "samplelibrary:manage");
    part("samplenotes").command("count-sample-notes", Set.of("run"));
    part("samplenotes").mail("reminder");
    part("samplenotes").mail("farewell");
  }

  /** What the tutorial types, in its order; what runs a server or tests is done elsewhere. */
  private static void writeNotes() throws Exception {
    standInForMaven();
    for (Snippet snippet : Snippet.of("docs/tutorial.md")) {
      if (snippet.typedBy().equals("TutorialTest")) {
        snippet.applyTo(COPY);
        compiled = false;
      } else if (snippet.isShell()) {
        for (String line : snippet.lines()) {
          typeOfTutorial(line);
        }
      }
    }
    pinning = Files.readString(migration("let_notes_be_pinned"));
    part("notes").command("greet", Set.of("run"));
  }

  private static void typeOfTutorial(String line) throws Exception {
    if (line.startsWith("./carafe new ")) {
      type(line);
    } else if (line.equals("./carafe run")) {
      compileNotes();
      type("./carafe db upgrade"); // which the start does
    } else if (line.startsWith("./carafe db ")) {
      if (!compiled) {
        compileNotes();
      }
      String said = type(line);
      if (line.endsWith(" check")) {
        assertThat(said).endsWith(AGREED);
      }
    } else if (line.startsWith("./carafe test ")) {
      assertThat(String.join(",", TESTS).split(",", -1))
          .contains(line.replaceFirst("./carafe test ", "").split(" ", -1));
    }
  }

  /** Puts in place what Maven would have built: the application as it is, and the notes. */
  private static void standInForMaven() throws IOException {
    Path maven = Files.createDirectories(COPY.resolve("var/bin")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        case " $* " in *" package "*)
          [ -d web-module/target/carafe ] || cp -Rp '%s' web-module/target/carafe
          [ ! -f var/notes.jar ] || cp var/notes.jar web-module/target/carafe/WEB-INF/lib/
        esac
        echo Apache Maven 3.9.9
        """
            .formatted(SourceTree.MODULE.resolve("target/carafe")));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  /** From here on Maven builds. */
  private static void removeStandIn() throws IOException {
    Files.delete(COPY.resolve("web-module/target/carafe/WEB-INF/lib/notes.jar"));
    Files.delete(COPY.resolve("var/notes.jar"));
    CarafeClone.delete(COPY.resolve("var/bin"));
    CarafeClone.delete(COPY.resolve("var/build"));
  }

  /** What docs/from-flask.md adds to the notes, and the module of docs/guide.md. */
  private static void addSamples() throws Exception {
    copySamples("notes-module");
    Files.delete(
        COPY.resolve("notes-module/src/test/java/org/carafe/notes/boundary/GreetCommandTest.java"));
    applySnippets("docs/from-flask.md", "GeneratedModuleIT");
    compileNotes();
    type("./carafe db migrate -m 'Add comments and tags'");
    Path script = migration("add_comments_and_tags");
    String tables = Files.readString(script);
    assertThat(tables).contains("create table note_comments", "create table note_tags");
    Files.writeString(
        script, tables.replaceAll("references (notes|tags) \\(id\\)", "$0 on delete cascade"));
    type("./carafe db upgrade");
    assertThat(type("./carafe db check")).endsWith(AGREED);
    removeStandIn();

    copySamples("hello-module");
    insert("pom.xml", "    <module>notes-module</module>\n", "    <module>hello-module</module>\n");
    insert(
        "web-module/pom.xml",
        "    <dependency><groupId>org.carafe</groupId><artifactId>notes-module</artifactId><version>${project.version}</version></dependency>\n",
        "    <dependency><groupId>org.carafe</groupId><artifactId>hello-module</artifactId><version>${project.version}</version></dependency>\n");
  }

  private static void copySamples(String module) throws IOException {
    Path from = SAMPLES.resolve(module);
    for (Path file : files(from)) {
      Path target = COPY.resolve(module).resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void applySnippets(String document, String test) throws IOException {
    for (Snippet snippet : Snippet.of(document)) {
      if (snippet.typedBy().equals(test)) {
        snippet.applyTo(COPY);
      }
    }
  }

  private static void insert(String file, String after, String line) throws IOException {
    String text = Files.readString(COPY.resolve(file));
    assertThat(text).contains(after);
    Files.writeString(COPY.resolve(file), text.replace(after, after + line));
  }

  private static void compileNotes() throws IOException {
    Path main = COPY.resolve("notes-module/src/main");
    CarafeClone.delete(COMPILED);
    Files.createDirectories(COMPILED);
    var arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-parameters",
                "-cp",
                ProjectCopy.libraries(),
                "-d",
                COMPILED.toString()));
    for (Path file : files(main.resolve("java"))) {
      arguments.add(file.toString());
    }
    var complaints = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, complaints, arguments.toArray(String[]::new));
    assertThat(code).as(complaints.toString(UTF_8)).isZero();
    Path resources = main.resolve("resources");
    for (Path file : files(resources)) {
      Path target = COMPILED.resolve(resources.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    int packed =
        java.util.spi.ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "cf",
                COPY.resolve("var/notes.jar").toString(),
                "-C",
                COMPILED.toString(),
                ".");
    assertThat(packed).isZero();
    compiled = true;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Path migration(String name) throws IOException {
    return files(COPY.resolve("notes-module/src/main/resources/db/migration")).stream()
        .filter(file -> file.toString().endsWith("__" + name + ".sql"))
        .findFirst()
        .orElseThrow();
  }

  /** Types it, as somebody does at a terminal, and answers what was said. */
  private static String type(String line) throws Exception {
    var process = new ProcessBuilder("bash", "-c", line);
    onDatabase(process);
    process
        .environment()
        .put("PATH", COPY.resolve("var/bin") + ":" + process.environment().get("PATH"));
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Ended ended = run(process, 5);
    assertThat(ended.code()).as("%s%n%s", line, ended.said()).isZero();
    return ended.said();
  }

  private static void onDatabase(ProcessBuilder process) {
    process.environment().keySet().removeIf(name -> name.matches("(CARAFE|DB|MAVEN)_.*"));
    process.environment().put("DB_URL", DATABASE.url());
    process.environment().put("DB_USER", DATABASE.user());
    process.environment().put("DB_PASSWORD", DATABASE.password());
  }

  private static NewPart part(String module) {
    return new NewPart(COPY, module);
  }

  private static void write(Feature feature) throws IOException {
    new NewModule(COPY, feature, Clock.systemUTC()).write();
  }

  @AfterAll
  static void leaveNothing() throws IOException {
    CarafeClone.delete(COPY);
  }

  /** What docs/migrations.md shows. */
  @Test
  void writesTheMigrationOfAFieldThatWasAddedByHand() {
    assertThat(Snippet.of("docs/migrations.md"))
        .filteredOn(snippet -> snippet.typedBy().equals("GeneratedModuleIT"))
        .singleElement()
        .extracting(Snippet::text)
        .isEqualTo(pinning);
  }

  @Test
  @Order(1)
  void isBuiltAndPassesItsTestsAndEveryRule() throws Exception {
    var command = new ArrayList<>(List.of("./carafe", "test"));
    TESTS.forEach(names -> command.addAll(List.of(names.split(",", -1))));
    // What did not change is built already: it lay elsewhere then, which Maven would mind.
    command.addAll(List.of("--", "-Djacoco.skip=true"));
    command.add("-Dmaven.compiler.useIncrementalCompilation=false");

    var process = new ProcessBuilder(command);
    // Nothing runs long enough to repay the optimising compiler.
    process.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    Ended ended = run(process, 30);
    classes =
        Stream.of("notes", "hello", "samplenotes", "samplelibrary")
            .map(module -> COPY.resolve(module + "-module/target/classes"))
            .toList();

    assertThat(ended.code()).as(failures(ended.said())).isZero();
    for (String report : List.of("samplenotes.SampleNotesIT", "samplelibrary.SampleEntriesIT")) {
      assertThat(COPY.resolve("web-module/target/failsafe-reports/org.carafe." + report + ".txt"))
          .exists();
    }
  }

  @Test
  @Order(2)
  void hasACommandOfItsOwn() throws Exception {
    assertThat(carafe("count-sample-notes", "one", "two")).isEqualTo(new Ended(0, "one two\n"));
    assertThat(carafe("db", "upgrade").said()).contains("__sample_notes.sql");
    assertThat(carafe("greet", "nobody")).isEqualTo(new Ended(0, "Who?\n"));
  }

  @Test
  @Order(3)
  void isTakenOutWithItsTablesAndLeavesNoTrace() throws Exception {
    var database = new Database(DATABASE.url(), DATABASE.user(), DATABASE.password());
    assertThat(carafe("db", "check").said()).isEqualTo(AGREED);
    assertThat(new FreshDatabase(database).tables()).contains("sample_notes", "sample_entries");

    assertThat(carafe("remove", "module", "samplelibrary", "--yes", "--keep-tables").code())
        .isZero();
    var remove = List.of("remove", "module", "samplenotes");
    assertThat(answering("y\nn\n", DATABASE.url(), remove).said())
        .contains("drops the table sample_notes", DATABASE.url(), "Nothing was removed.");
    assertThat(answering("y\ny\n", DATABASE.url().replace("127.0.0.1", "0.0.0.0"), remove).said())
        .contains("is on another machine. Nothing was done.", "nothing was removed");
    assertThat(new FreshDatabase(database).tables()).contains("sample_notes");
    assertThat(COPY.resolve("samplenotes-module")).exists();
    assertThat(carafe("remove", "module", "samplenotes", "--yes").said())
        .contains("Took back samplenotes/", "Removed samplenotes-module");

    assertThat(new FreshDatabase(database).tables())
        .contains("sample_entries", "users")
        .doesNotContain("sample_notes");
    assertThat(ProjectCopy.changes(before, ProjectCopy.everything(COPY))).isEmpty();
    assertThat(COPY.resolve("samplenotes-module")).doesNotExist();
    assertThat(carafe("db", "upgrade").said())
        .as("tables that nobody asks for keep nobody from working")
        .isEqualTo("The database is up to date.\n");
  }

  /** The command, with the new modules on its class path as long as they are there. */
  private static Ended carafe(String... arguments) throws Exception {
    return answering("", DATABASE.url(), List.of(arguments));
  }

  /** The same, with these answers and this database. */
  private static Ended answering(String answers, String url, List<String> arguments)
      throws Exception {
    var path = new StringBuilder();
    classes.forEach(folder -> path.append(folder).append(':'));
    var command = new ArrayList<String>();
    command.add(JavaTools.path("java"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", path + ProjectCopy.libraries()));
    command.add("org.carafe.cli.Main");
    command.addAll(arguments);
    Path input = Files.createDirectories(COPY.resolve("var")).resolve("answers");
    var process = new ProcessBuilder(command);
    process.redirectInput(Files.writeString(input, answers).toFile());
    onDatabase(process);
    process.environment().put("DB_URL", url);
    return run(process, 5);
  }

  private static Ended run(ProcessBuilder process, int minutes)
      throws IOException, InterruptedException {
    Path said = Files.createDirectories(COPY.resolve("var")).resolve("said");
    process.directory(COPY.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
    Process running = process.start();
    try {
      assertThat(running.waitFor(minutes, TimeUnit.MINUTES)).as(Files.readString(said)).isTrue();
    } finally {
      running.descendants().forEach(ProcessHandle::destroy);
      running.destroy();
    }
    return new Ended(running.exitValue(), Files.readString(said, UTF_8));
  }

  /** What failed, without the classes that passed. */
  private static String failures(String said) {
    return said.lines()
        .filter(line -> !line.startsWith("ok "))
        .limit(200)
        .collect(Collectors.joining("\n"));
  }
}
