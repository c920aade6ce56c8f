package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
    System.clearProperty("carafe.profile");
    System.clearProperty("secret.key");
  }

  @Test
  void aloneExplainsItself() {
    assertThat(Main.execute()).isZero();
    assertThat(text(out)).contains("run", "test", "config", "routes", "blueprints", "Examples:");
  }

  @Test
  void refusesAnUnknownCommandWithASuggestion() {
    assertThat(Main.execute("rnu")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo("There is no command “rnu” in “carafe”. Did you mean “run”? See carafe help.\n");
    err.reset();
    assertThat(Main.execute("db", "upgrad")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            "There is no command “upgrad” in “carafe db”. Did you mean “upgrade”? See carafe help db.\n");
    err.reset();
    assertThat(Main.execute("db", "wibble")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo("There is no command “wibble” in “carafe db”. See carafe help db.\n");
  }

  @Test
  void refusesWhatACommandDoesNotTakeInASentence() {
    assertThat(Main.execute("routes", "--jsno")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            "“carafe routes” has no option “--jsno”. Did you mean “--json”? See carafe help routes.\n");
    err.reset();
    assertThat(Main.execute("db", "current", "now")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo("“carafe db current” takes no “now”. See carafe help db current.\n");
    err.reset();
    assertThat(Main.execute("remove", "module")).isEqualTo(2);
    assertThat(text(err))
        .contains("MODULE")
        .endsWith(" See carafe help remove module.\n")
        .hasLineCount(1);
  }

  /** A list of commands shows the first line of each. */
  @Test
  void saysOfEachCommandInAShortSentenceWhatItDoes() {
    assertThat(commands(new CommandLine(new Main())))
        .allSatisfy(
            command ->
                assertThat(command.usageMessage().description()[0])
                    .as(command.qualifiedName())
                    .endsWith(".")
                    .hasSizeLessThan(120));
  }

  private static List<CommandSpec> commands(CommandLine line) {
    return Stream.concat(
            Stream.of(line.getCommandSpec()),
            line.getSubcommands().values().stream().flatMap(each -> commands(each).stream()))
        .toList();
  }

  @Test
  void explainsACommandHoweverDeepItLies() {
    assertThat(Main.execute("help", "db", "migrate")).isZero();
    assertThat(text(out)).startsWith("Usage: carafe db migrate");
    out.reset();
    assertThat(Main.execute("db", "help", "migrate")).isZero();
    assertThat(text(out)).startsWith("Usage: carafe db migrate");
    out.reset();
    assertThat(Main.execute("help", "help")).isZero();
    assertThat(Main.execute("help")).isZero();
    assertThat(text(out)).contains("Examples:");
    assertThat(Main.execute("help", "db", "migarte")).isEqualTo(2);
    assertThat(text(err))
        .startsWith("There is no command “migarte” in “carafe db”. Did you mean “migrate”?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"routes", "blueprints", "config", "permissions", "doctor", "shell", "completion"})
  void explainsEachCommandWithAnExample(String command) {
    assertThat(Main.execute(command, "--help")).isZero();
    assertThat(text(out)).contains("Examples:").contains("carafe " + command);
    assertThat(text(out).contains("--json"))
        .isEqualTo(!Set.of("shell", "completion").contains(command));
  }

  @Test
  void looksAtTheProgramsThatTheEmbeddedDatabaseNeeds() {
    Main.execute("doctor", "--profile", "dev");
    assertThat(text(out))
        .containsPattern("(?m)^ok +embedded database +It has the programs that it needs\\.$")
        .containsPattern("(?m)^\\w+ +port +(8080 is|carafe run serves) ");
  }

  @Test
  void refusesRoutesOfAnUnknownModule() {
    assertThat(Main.execute("routes", "--module", "notse")).isEqualTo(2);
    assertThat(text(err)).contains("There is no module notse.").contains("notes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536", "99999"})
  void runsOnNoPortThatDoesNotExist(String port) {
    assertThat(Main.execute("run", "--port", port)).isEqualTo(2);
    assertThat(text(err))
        .startsWith("There is no port " + port + ". Choose one from 1 to 65535 with --port.")
        .doesNotContain("\tat ");
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Main.execute("run", "--port", Integer.toString(other.getLocalPort()))).isOne();
      assertThat(text(err)).startsWith("carafe: Port " + other.getLocalPort() + " is in use.");
    }
  }

  @Test
  void refusesAnUnknownProfile() {
    assertThat(Main.execute("config", "--profile", "prd")).isEqualTo(2);
    assertThat(text(err)).contains("There is no profile prd.", "Did you mean “prod”?");
    assertThat(Main.execute("--profile=production", "db", "current")).isEqualTo(2);
  }

  /** One of them is a command, too. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "test"})
  void takesAProfileBeforeTheCommand(String profile) {
    assertThat(Main.execute("--profile", profile, "config", "--json")).isZero();
    assertThat(text(out)).contains("\"profile\": \"" + profile + "\"");
  }

  @Test
  void listsSettingsWithTheirOriginAndMasksSecrets() {
    System.setProperty("secret.key", "hush");
    assertThat(Main.execute("config", "--json")).isZero();
    var config = JsonParser.parseString(text(out)).getAsJsonObject();
    assertThat(config.get("profile").getAsString()).isEqualTo("dev");
    assertThat(text(out)).contains("system property secret.key", "********").doesNotContain("hush");
  }

  @Test
  void saysWhatProductionLacks() {
    assertThat(Main.execute("config", "--profile=prod")).isEqualTo(1);
    assertThat(text(err)).contains("base.url is missing", "secret.key is missing");
  }

  @Test
  void listsBlueprintsAndRoutesForPrograms() {
    assertThat(Main.execute("blueprints", "--json")).isZero();
    assertThat(members("name")).contains("core", "notes");
    out.reset();
    assertThat(Main.execute("routes", "--json", "--module", "notes")).isZero();
    assertThat(members("endpoint"))
        .containsExactlyInAnyOrder(
            "notes.list", "notes.note", "notes.NotesResource.one", "notes.NotesResource.newest");
    assertThat(members("access")).contains("anonymous", "notes:manage", "signed in");
  }

  @Test
  void listsPermissionsForPrograms() {
    assertThat(Main.execute("permissions", "--json")).isZero();
    assertThat(text(out)).contains("notes:manage").contains("notes.note");
  }

  private List<String> members(String name) {
    return JsonParser.parseString(text(out)).getAsJsonArray().asList().stream()
        .map(row -> row.getAsJsonObject().get(name).getAsString())
        .toList();
  }

  @Test
  void saysWhatAnswersARequest() {
    assertThat(Main.execute("routes", "--match", "GET", "/notes/7", "--json")).isZero();
    var row = JsonParser.parseString(text(out)).getAsJsonObject();
    assertThat(row.get("endpoint").getAsString()).isEqualTo("notes.note");
    assertThat(row.getAsJsonObject("values").get("id").getAsString()).isEqualTo("7");
  }

  @Test
  void saysThatNothingAnswersARequest() {
    assertThat(Main.execute("routes", "--match", "GET", "/nowhere/at/all")).isEqualTo(1);
    assertThat(text(err)).contains("404", "/nowhere/at/all");
  }

  @Test
  void tellsWhatIsWrongWithItsRemedy() {
    assertThat(Main.execute("doctor", "--profile", "prod", "--json")).isEqualTo(1);
    assertThat(JsonParser.parseString(text(out)).getAsJsonArray())
        .anySatisfy(
            finding -> {
              var one = finding.getAsJsonObject();
              assertThat(one.get("state").getAsString()).isEqualTo("wrong");
              assertThat(one.get("text").getAsString()).contains("base.url is missing");
              assertThat(one.get("remedy").getAsString()).isNotEmpty();
            });
    assertThat(text(out)).contains("\"Java\"");
  }

  /** Bash itself reads the script. */
  @Test
  void completesItsCommandsInAShell() throws Exception {
    assertThat(Main.execute("completion")).isZero();
    var words =
        "COMP_WORDS=(carafe ro); COMP_CWORD=1; _complete_carafe; echo \"found ${COMPREPLY[*]}\"";
    var bash =
        new ProcessBuilder("bash", "-c", text(out) + "\n" + words)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("found routes");
  }

  /** Where there is one, zsh reads it too. */
  @Test
  void givesZshAScriptThatItUnderstands(@TempDir Path folder) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "zsh"))));
    assertThat(Main.execute("completion")).isZero();
    Path script = Files.writeString(folder.resolve("completion"), text(out));
    String words =
        "autoload -U +X compinit && compinit -D; source '%s'; COMP_WORDS=(carafe ro); COMP_CWORD=1; _complete_carafe; echo \"found ${COMPREPLY[*]}\""
            .formatted(script);
    var zsh = new ProcessBuilder("zsh", "-f", "-c", words).redirectErrorStream(true).start();
    assertThat(new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("found ")
        .contains(" routes ");
  }

  @Test
  void tellsItsVersion() {
    assertThat(Main.execute("--version")).isZero();
    assertThat(text(out)).startsWith("Carafe ");
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
