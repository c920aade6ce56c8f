package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.carafe.cli.scaffold.NewPart;
import org.carafe.core.migration.Database;
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
 * taken out again with its tables.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedModuleIT {
  private record Ended(int code, String said) {}

  private static final Path COPY = SourceTree.MODULE.resolve("target/generated-it");
  private static final Nodes.Database DATABASE = Nodes.database("generated");

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
          "SampleNote*Test,SampleEntry*Test,CountSampleNotesCommandTest,CountDevicesCommandTest",
          "ArchitectureTest,ViewsTest,MessagesTest,MailTemplatesTest,OpenApiTest",
          "SampleNotesIT,SampleNotesPagesIT,SampleNotesResourceIT",
          "SampleEntriesIT,SampleEntriesPagesIT,SampleEntriesResourceIT",
          "SchemaIT,AccessTableIT");

  private static TreeMap<String, String> before = new TreeMap<>();

  @BeforeAll
  static void generate() throws IOException {
    CarafeClone.delete(COPY);
    ProjectCopy.built(COPY);
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
  }

  @Test
  @Order(3)
  void isTakenOutWithItsTablesAndLeavesNoTrace() throws Exception {
    var database = new Database(DATABASE.url(), DATABASE.user(), DATABASE.password());
    assertThat(carafe("db", "upgrade").said()).contains("__sample_notes.sql");
    assertThat(carafe("db", "check").said())
        .isEqualTo("Entities, migrations and database agree.\n");
    assertThat(new FreshDatabase(database).tables()).contains("sample_notes", "sample_entries");

    assertThat(carafe("remove", "module", "samplelibrary", "--yes", "--keep-tables").code())
        .isZero();
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
    var path = new StringBuilder();
    for (String module : List.of("samplenotes", "samplelibrary")) {
      path.append(COPY.resolve(module + "-module/target/classes")).append(':');
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", path + ProjectCopy.libraries()));
    command.add("org.carafe.cli.Main");
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command);
    process.environment().put("DB_URL", DATABASE.url());
    process.environment().put("DB_USER", DATABASE.user());
    process.environment().put("DB_PASSWORD", DATABASE.password());
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

  /** What Maven and the tests complain of, without where it was thrown. */
  private static String failures(String said) {
    return said.lines()
        .filter(line -> !line.matches("\\[(INFO|WARNING)].*|\\s+at .*|\\s*"))
        .limit(100)
        .collect(Collectors.joining("\n"));
  }
}
