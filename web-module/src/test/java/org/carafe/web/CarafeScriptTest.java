package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carafe.testing.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script itself says of the tools it finds, before anything of ours runs. */
class CarafeScriptTest {
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "cat",
          "cp",
          "date",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tee",
          "touch",
          "tr");

  @TempDir Path folder;
  private Path bin;
  private Path home;

  private record Ended(int code, String out, String err) {}

  /** A path with what every system has, and neither Java nor Maven. */
  @BeforeEach
  void makeFolder() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    home = folder.resolve("jdk");
    Files.createDirectories(folder.resolve("some-module/src"));
    Files.copy(SourceTree.ROOT.resolve("carafe"), folder.resolve("carafe"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), find(tool));
    }
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void java(String version) throws IOException {
    program(home.resolve("bin/java"), "echo 'openjdk version \"" + version + "\"' >&2");
    program(home.resolve("bin/javac"), "exit 0");
  }

  private void maven(String version, String otherwise) throws IOException {
    program(
        bin.resolve("mvn"),
        "if [ \"$1\" = -v ]; then echo 'Apache Maven %s (abc)'; else %s; fi"
            .formatted(version, otherwise));
  }

  /** Of the environment, beside the path. */
  private final Map<String, String> more = new HashMap<>();

  private Ended run(boolean javaHome) throws IOException, InterruptedException {
    return run(javaHome, "routes");
  }

  private Ended run(boolean javaHome, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("/bin/sh", folder.resolve("carafe").toString()));
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(more);
    if (javaHome) {
      builder.environment().put("JAVA_HOME", home.toString());
    }
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out"), UTF_8),
        Files.readString(folder.resolve("err"), UTF_8));
  }

  private static void assertRefused(Ended ended, String... parts) {
    assertThat(ended.code()).isOne();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).singleElement().asString().startsWith("carafe: ");
    assertThat(ended.err()).contains(parts);
  }

  @Test
  void asksForAJava() throws Exception {
    assertRefused(run(false), "No Java was found. Install a JDK 17 or newer");
  }

  @Test
  void saysThatJavaHomeIsNone() throws Exception {
    assertRefused(run(true), "JAVA_HOME (" + home + ") has no bin/java. Point JAVA_HOME at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "16", "16-ea"})
  void refusesAnOldJava(String version) throws Exception {
    java(version);
    assertRefused(run(true), "needs a JDK 17 or newer", "is " + version + ". Point JAVA_HOME at");
  }

  @Test
  void refusesWhatOnlyLooksLikeJava() throws Exception {
    program(home.resolve("bin/java"), "exit 3");
    assertRefused(run(true), "needs a JDK 17 or newer", "is no Java. Point JAVA_HOME at");
  }

  @Test
  void refusesAJavaWithoutACompiler() throws Exception {
    java("17.0.1");
    Files.delete(home.resolve("bin/javac"));
    assertRefused(run(true), "is a Java runtime without a compiler. Point JAVA_HOME at a JDK");
    Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
    assertRefused(run(false), "is a Java runtime without a compiler. Install a JDK");
  }

  @Test
  void asksForAMaven() throws Exception {
    java("17.0.1");
    assertRefused(run(true), "No Maven was found. Install Maven 3.8 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "2.2.1"})
  void refusesAnOldMaven(String version) throws Exception {
    java("21");
    maven(version, "exit 0");
    assertRefused(run(true), "needs Maven 3.8 or newer", "is " + version + ". Install a newer");
  }

  @Test
  void refusesWhatOnlyLooksLikeMaven() throws Exception {
    java("21");
    program(bin.resolve("mvn"), "exit 3");
    assertRefused(run(true), "needs Maven 3.8 or newer", "is no Maven. Install a newer one.");
  }

  @ParameterizedTest
  @CsvSource({"17, 3.8.1", "17.0.9, 3.9.9", "25-ea, 4.0.0"})
  void buildsWithWhatIsNewEnoughAndTellsWhatFailed(String java, String maven) throws Exception {
    java(java);
    maven(maven, "echo '[INFO] much'; echo '[ERROR] The third line is wrong.'; exit 1");

    Ended ended = run(true);

    assertThat(ended.code()).isOne();
    assertThat(ended.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("Building Carafe for the first time"))
        .contains(
            "[ERROR] The third line is wrong.",
            "carafe: The build failed; var/log/build.log has all of Maven's words.");
    assertThat(folder.resolve("var/log/build.log")).content().contains("[INFO] much");
  }

  @Test
  void showsThatTheFirstBuildGoesOn() throws Exception {
    java("21");
    maven(
        "3.9.9",
        """
        echo "$*"
        echo 'Downloading from central: https://repo.example/a.jar'
        echo 'Downloading from central: https://repo.example/b.jar'
        echo '[INFO] Building Carafe: kernel 0.1.0-SNAPSHOT            [3/9]'
        echo '[INFO] Building jar: /somewhere/core.jar'
        exit 1""");

    Ended ended = run(true);

    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .containsSubsequence("  fetching libraries …", "  building Carafe: kernel [3/9]")
        .hasSize(4);
    assertThat(folder.resolve("var/log/build.log"))
        .content()
        .contains("a.jar", "b.jar", "Building jar")
        .doesNotContain("-ntp");
  }

  private static final String RUN =
      """
      [INFO] Building Carafe: kernel 0.1.0-SNAPSHOT            [3/9]
      [INFO] Running org.carafe.core.SignerTest
      a test says something
      [INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.25 s -- in org.carafe.core.SignerTest
      [INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1
      """;

  private static final String FAILED_RUN =
      """
      [ERROR] Tests run: 2, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 1.5 s <<< FAILURE! -- in org.carafe.web.HomeIT
      [ERROR] org.carafe.web.HomeIT.greets(boolean)[2] -- Time elapsed: 0.5 s <<< FAILURE!
      org.opentest4j.AssertionFailedError:

      expected: "one"
       but was: "two"
      \tat org.assertj.Far.away(Far.java:1)
      \tat org.carafe.web.HomeIT.greets(HomeIT.java:23)

      [ERROR] org.carafe.web.HomeIT.shows -- Time elapsed: 0.1 s <<< ERROR!
      java.lang.IllegalStateException: no
      \tat org.carafe.web.HomeIT.shows(HomeIT.java:42)
      Caused by: java.io.IOException: away
      \tat java.base/Net.connect(Net.java:7)

      [INFO]
      [ERROR] Failures:
      [ERROR]   HomeIT.greets:23
      [ERROR] Tests run: 2, Failures: 1, Errors: 1, Skipped: 0
      [ERROR] Failed to execute goal failsafe
      """;

  /** Maven that says this, and ends so. */
  private void tests(String said, int code) throws IOException {
    java("21");
    program(bin.resolve("chromium"), "exit 0");
    Files.writeString(folder.resolve("said"), said);
    maven("3.9.9", "echo \"$*\"; cat '%s'; exit %d".formatted(folder.resolve("said"), code));
  }

  private Ended test(String... words) throws Exception {
    var all = new ArrayList<>(List.of("test"));
    all.addAll(List.of(words));
    return run(true, all.toArray(String[]::new));
  }

  @Test
  void tellsALineForEachClassOfTests() throws Exception {
    tests(RUN, 0);

    Ended ended = test();

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines().map(line -> line.replaceAll("in \\d+ s", "in 3 s")))
        .containsExactly(
            "ok      12     0.25 s  SignerTest",
            "",
            "12 tests in 1 class, all passed, 1 skipped in 3 s.");
    assertThat(folder.resolve("var/log/test.log")).content().contains("a test says something");
    assertThat(test("--verbose").out()).contains("a test says something").doesNotContain("ok  ");
  }

  @Test
  void tellsAtTheEndWhatFailedAndHowToRunItAlone() throws Exception {
    tests(RUN + FAILED_RUN, 3);

    Ended ended = test();

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out())
        .contains("FAIL     2      1.5 s  HomeIT\n")
        .contains(
            """

            HomeIT.greets(boolean)[2]
              org.opentest4j.AssertionFailedError:

              expected: "one"
               but was: "two"
              at HomeIT.java:23
              again: ./carafe test HomeIT#greets

            HomeIT.shows
              java.lang.IllegalStateException: no
              Caused by: java.io.IOException: away
              at HomeIT.java:42
              again: ./carafe test HomeIT#shows

            14 tests in 2 classes, 2 failed, 1 skipped in""")
        .endsWith("var/log/test.log has all of Maven’s words; --verbose shows them.\n")
        .doesNotContain("Far.java", "[ERROR]", "[INFO]");
  }

  @Test
  void tellsWhatKeptTestsFromRunning() throws Exception {
    tests("[ERROR] /x/A.java:[3,5] cannot find symbol\n[ERROR] -> [Help 1]\n", 1);

    Ended ended = test("HomeIT#greets");

    assertThat(ended.code()).isOne();
    assertThat(ended.out())
        .contains("[ERROR] /x/A.java:[3,5] cannot find symbol", "The build failed.")
        .doesNotContain("Help 1");
    assertThat(folder.resolve("var/log/test.log"))
        .content()
        .contains("-Dtest=NoUnitTest", "-Dit.test=HomeIT#greets");
  }

  @Test
  void saysWhyHelpBuilds() throws Exception {
    java("21");
    maven("3.9.9", "exit 1");

    assertThat(run(true, "db", "--help").err()).startsWith("Building once, because each module");
    assertThat(run(true, "help", "db").err()).startsWith("Building once, because each module");
    assertThat(run(true, "db").err()).startsWith("Building Carafe for the first time");
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "tests, test", "rotues, routes", "dp, db"})
  void tellsAMisspeltCommandBeforeItBuilds(String typed, String meant) throws Exception {
    java("21");
    maven("3.9.9", "exit 1");

    Ended ended = run(true, typed);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .startsWith(
            "carafe: There is no command \"%s\". Did you mean \"%s\"?".formatted(typed, meant))
        .contains("run test new");
  }

  @Test
  void buildsForACommandThatAModuleBrings() throws Exception {
    java("21");
    maven("3.9.9", "exit 1");
    assertThat(run(true, "purge-notes").err()).contains("no command \"purge-notes\". The commands");
    Path source = folder.resolve("some-module/src/main/java/PurgeCommand.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "@Command(\n    name = \"purge-notes\",");

    assertThat(run(true, "purge-notes").err()).startsWith("Building Carafe");
    assertThat(run(true, "--profile", "test", "routes").err()).startsWith("Building Carafe");
  }

  /** As where the disk is full, or the clone somebody else's. */
  @Test
  void saysThatNothingCanBeWritten() throws Exception {
    java("21");
    maven("3.9.9", "exit 0");
    Files.delete(bin.resolve("ln"));
    program(bin.resolve("ln"), "exit 1");

    assertRefused(run(true), "Nothing can be written to ", "var/build", "make room");
  }

  @Test
  void letsOneBuildWaitForAnother() throws Exception {
    java("21");
    maven(
        "3.9.9",
        """
        mkdir busy || echo overlap >>overlaps
        for round in 1 2 3 4 5 6 7 8 9; do [ -f go ] || sleep 1; done
        rm -r busy
        exit 1""");
    Process first = start("first");
    Patience.until("the first builds", () -> Files.exists(folder.resolve("busy")));
    Process second = start("second");
    Patience.until("the second waits", () -> said("second").contains("Waiting"));
    Files.writeString(folder.resolve("go"), "");

    assertThat(first.waitFor()).isOne();
    assertThat(second.waitFor()).isOne();
    assertThat(said("first")).startsWith("Building");
    assertThat(said("second"))
        .startsWith("Waiting for another build of this clone (process " + first.pid() + ", ")
        .contains("The build failed");
    assertThat(folder.resolve("overlaps")).doesNotExist();
    assertThat(folder.resolve("var/build/lock")).doesNotExist();
  }

  private Process start(String name) throws IOException {
    var builder =
        new ProcessBuilder("/bin/sh", folder.resolve("carafe").toString(), "routes")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name).toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("JAVA_HOME", home.toString());
    return builder.start();
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** The second is of a process whose number was given again: to this one. */
  @ParameterizedTest
  @ValueSource(strings = {"999999999", "self-1"})
  void buildsInPlaceOfOneThatWasKilled(String holder) throws Exception {
    java("21");
    maven("3.9.9", "exit 1");
    Files.createDirectories(folder.resolve("var/build"));
    String own = Long.toString(ProcessHandle.current().pid());
    Files.createSymbolicLink(
        folder.resolve("var/build/lock"), Path.of(holder.replace("self", own)));

    assertThat(run(true).err()).startsWith("Building Carafe for the first time");
    assertThat(Files.isSymbolicLink(folder.resolve("var/build/lock"))).isFalse();
  }

  /** As Maven leaves it: the folders and jars of the class path. */
  private void built() throws IOException {
    for (String file :
        List.of(
            "web-module/target/carafe/WEB-INF/classes/A.class",
            "web-module/target/carafe/WEB-INF/lib/core.jar",
            "dev-module/target/dev-module-1.jar",
            "cli-module/target/cli-module-1.jar")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "good");
    }
    for (String module : List.of("dev-module", "cli-module")) {
      Files.createDirectories(folder.resolve(module).resolve("src/main"));
      Files.writeString(folder.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(folder.resolve(module).resolve("target/classpath"), "");
    }
    Path server = Files.writeString(folder.resolve("micro.jar"), "");
    Files.writeString(folder.resolve("cli-module/target/payara-micro"), server.toString());
  }

  @Test
  void runsWhatLivesLongOnACopyOfItsOwn() throws Exception {
    java("21");
    program(
        home.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"21\"' >&2; else echo \"$@\"; fi");
    maven("3.9.9", "exit 0");
    built();
    Path dead = Files.createDirectories(folder.resolve("var/build/running.999999999-1"));

    for (String command : List.of("run", "shell")) {
      String classes = run(true, command).out().replaceFirst("(?s).*-cp (\\S+) .*", "$1");
      assertThat(Stream.of(classes.split(":", -1)))
          .hasSize(4)
          .allMatch(entry -> entry.contains("/var/build/running."))
          .allMatch(entry -> Files.exists(Path.of(entry)));
      assertThat(dead).doesNotExist();
    }
    assertThat(run(true, "routes").out()).doesNotContain("running.");
    assertThat(folder.resolve("var/build/lock")).doesNotExist();
  }

  @Test
  void takesALocaleThatIsNotInstalledForNone() throws Exception {
    java("21");
    program(
        home.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"21\"' >&2; else echo \"$LC_ALL\"; fi");
    maven("3.9.9", "exit 0");
    built();
    more.put("LC_ALL", "de_DE.UTF-8");

    program(bin.resolve("locale"), "echo UTF-8");
    assertThat(run(true).out()).isEqualTo("de_DE.UTF-8\n");
    program(bin.resolve("locale"), "echo ANSI_X3.4-1968");
    assertThat(run(true).out()).isEqualTo("C.UTF-8\n");
  }

  @Test
  void securesTheDataByTheLastGoodBuild() throws Exception {
    java("21");
    program(
        home.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"21\"' >&2; else echo \"$@\"; fi");
    maven("3.9.9", "exit 0");
    built();
    assertThat(run(true, "db", "backup").code()).isZero();
    maven("3.9.9", "echo '[ERROR] The third line is wrong.'; exit 1");
    Files.writeString(folder.resolve("web-module/target/carafe/WEB-INF/lib/core.jar"), "bad");
    Path source = folder.resolve("some-module/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    for (String command : List.of("backup", "restore", "dump", "current", "history")) {
      boolean within = command.equals("backup"); // the profile may stand anywhere
      Ended ended =
          within
              ? run(true, "db", "--profile", "prod", command, "x")
              : run(true, "--profile", "prod", "db", command, "x");

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ended.err())
          .contains("The third line is wrong.", "runs on the last build that went well");
      assertThat(ended.out())
          .endsWith(within ? " db --profile prod backup x\n" : " prod db " + command + " x\n");
      String classes = ended.out().replaceFirst("(?s).*-cp (\\S+) .*", "$1");
      assertThat(Stream.of(classes.split(":", -1)).map(Path::of).map(Path::getFileName))
          .extracting(Path::toString)
          .containsExactly("classes", "core.jar", "dev-module-1.jar", "cli-module-1.jar");
      assertThat(Stream.of(classes.split(":", -1)).filter(jar -> jar.endsWith("core.jar")))
          .allSatisfy(jar -> assertThat(Path.of(jar)).hasContent("good"));
    }
    assertThat(run(true, "db", "upgrade").code()).isOne();
    assertThat(run(true, "routes").code()).isOne();
  }

  @Test
  void knowsTheCommandsThatThereAre() throws IOException {
    String script = Files.readString(SourceTree.ROOT.resolve("carafe"));
    String listed =
        script.lines().filter(line -> line.startsWith("commands=")).findFirst().orElseThrow();
    List<String> known = List.of(listed.replaceAll("commands=|\"", "").split(" ", -1));
    var declared = new ArrayList<String>();
    String main =
        Files.readString(
            SourceTree.ROOT.resolve("cli-module/src/main/java/org/carafe/cli/Main.java"));
    var classes =
        Pattern.compile("^ {6}(?:CommandLine\\.)?(\\w+Command)\\.class", Pattern.MULTILINE)
            .matcher(main);
    while (classes.find()) {
      declared.add(classes.group(1).replaceFirst("Command$", "").toLowerCase(Locale.ROOT));
    }

    assertThat(declared).hasSizeGreaterThan(10).isSubsetOf(known);
    declared.add("mail");
    assertThat(known).containsExactlyInAnyOrderElementsOf(declared);
  }
}
