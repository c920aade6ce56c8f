package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.cli.Main;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.carafe.testing.JavaTools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what the documents show to what is compiled and run. Code is an excerpt of a file: of a
 * module, of a test, of the generated module {@code notes}, or of the samples that {@link
 * GeneratedModuleIT} builds and runs. Space, Javadoc and remarks at the ends of lines do not count,
 * and {@code …} leaves something out. What shells are told are commands that there are.
 */
@Execution(ExecutionMode.CONCURRENT)
class SnippetsTest {
  private static final Path SAMPLES = SourceTree.MODULE.resolve("src/test/samples");

  /** What is neither code nor typed: an output, a folder's tree, another server's configuration. */
  private static final Set<String> TOLD = Set.of("text", "nginx");

  private static final Pattern COMPILED =
      Pattern.compile("[a-z]+-module/(src/(main|test)/.*|pom\\.xml)");

  @TempDir static Path generated;

  @BeforeAll
  static void generate() throws IOException {
    ProjectCopy.make(generated);
    var fields = List.of("title:string!", "body:text", "due:date?", "owner:user");
    new NewModule(generated, Feature.parse("notes", "Note", "", fields), Clock.systemUTC()).write();
  }

  private static Stream<Snippet> all() throws IOException {
    return Snippet.documents().stream()
        .filter(document -> !document.equals("docs/commands.md")) // written by the commands
        .flatMap(document -> Snippet.of(document).stream());
  }

  private static List<Snippet> those(Predicate<Snippet> wanted) throws IOException {
    return all().filter(wanted).toList();
  }

  static List<Snippet> excerpts() throws IOException {
    return those(snippet -> !snippet.from().isEmpty());
  }

  static List<Snippet> typed() throws IOException {
    return those(snippet -> !snippet.typedBy().isEmpty());
  }

  static List<Snippet> ofShells() throws IOException {
    return those(Snippet::isShell);
  }

  static List<Snippet> transcripts() throws IOException {
    return those(snippet -> snippet.language().equals("console") && snippet.typedBy().isEmpty());
  }

  @Test
  void knowsWhereAllCodeComesFrom() throws IOException {
    assertThat(
            those(
                snippet ->
                    !snippet.isShell()
                        && !TOLD.contains(snippet.language())
                        && !snippet.language().equals("console")
                        && snippet.from().isEmpty()
                        && snippet.typedBy().isEmpty()))
        .as("code without <!-- from path --> or <!-- typed by ATest --> on the line before it")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("excerpts")
  void showsWhatIsInTheFile(Snippet snippet) {
    assertThat(snippet.from()).as("a file that is compiled or run").matches(COMPILED);
    Path file =
        Stream.of(SourceTree.ROOT, SAMPLES, generated)
            .map(root -> root.resolve(snippet.from()))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no " + snippet.from()));

    String inFile = bare(SourceTree.text(file));
    int at = 0;
    for (String piece : bare(snippet.text()).split("…", -1)) {
      int found = inFile.indexOf(piece, at);
      assertThat(found)
          .as("%s is not so in %s:%n%s%n%s", snippet, snippet.from(), snippet.text(), piece)
          .isNotNegative();
      at = found + piece.length();
    }
  }

  private static String bare(String code) {
    return code.replaceAll("(?s)/\\*\\*.*?\\*/", "")
        .replaceAll("(?m)(^|\\s)//\\s.*$", "")
        .replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @MethodSource("typed")
  void isTypedByATest(Snippet snippet) {
    Path test =
        SourceTree.MODULE.resolve("src/test/java/org/carafe/web/" + snippet.typedBy() + ".java");
    assertThat(test).content().contains(snippet.document());
  }

  @ParameterizedTest
  @MethodSource("ofShells")
  void tellsShellsWhatTheyUnderstand(Snippet snippet) throws Exception {
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var script = bash.getOutputStream()) {
      script.write(snippet.text().getBytes(UTF_8));
    }
    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).as("%s", snippet).isEmpty();

    for (String line : snippet.lines()) {
      if (line.matches("(\\./)?carafe .*")) {
        List<String> words = ShellWords.of(line).stream().skip(1).toList();
        assertThatCode(() -> Main.commandLine().parseArgs(words.toArray(String[]::new)))
            .as("%s: %s", snippet, line)
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void showsWhatIsAnswered(Snippet snippet) throws Exception {
    var lines = snippet.text().lines().toList();
    assertThat(lines.get(0)).startsWith("$ ./carafe ");
    var command =
        new ArrayList<>(
            List.of(
                JavaTools.path("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ProjectCopy.libraries(),
                "org.carafe.cli.Main"));
    command.addAll(List.of(lines.get(0).replaceFirst("\\$ ./carafe ", "").split(" ", -1)));
    var builder =
        new ProcessBuilder(command).directory(SourceTree.ROOT.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(BASE|SECRET|CARAFE|DB)_.*"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();

    assertThat(said.lines().map(String::strip))
        .containsSubsequence(
            lines.stream()
                .skip(1)
                .filter(line -> !line.equals("…"))
                .map(String::strip)
                .collect(Collectors.toList()));
  }
}
