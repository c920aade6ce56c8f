package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Types what the tutorial and the README say, line by line, in a copy of the project. What writes
 * and takes out code is carried out by the command itself; the others, which need a build, a
 * database or a container engine, must be commands that there are.
 */
@Execution(ExecutionMode.CONCURRENT)
class TutorialTest {
  /** Every block, those of a language too: where one ends another does not begin. */
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private static final Pattern CODE = Pattern.compile("\\./carafe (new|remove) .*");

  @TempDir Path copy;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/tutorial.md"})
  void tellsNothingButWhatWorks(String document) throws Exception {
    makeCopy();
    var before = ProjectCopy.everything(copy);
    List<String> lines = lines(SourceTree.text(SourceTree.ROOT.resolve(document)));
    assertThat(lines).anyMatch(line -> line.startsWith("./carafe new module"));

    for (String line : lines) {
      if (CODE.matcher(line).matches()) {
        type(line, 0);
        if (line.contains("new module notes")) {
          assertThat(copy.resolve("notes-module/src/main/java/org/carafe/notes/Notes.java"))
              .exists();
        }
      } else if (line.startsWith("./carafe ") && !line.startsWith("./carafe test")) {
        type(line.replaceFirst("(\\./carafe( db)? \\S+).*", "$1 --help"), 0);
      }
    }

    assertThat(ProjectCopy.changes(before, ProjectCopy.everything(copy)))
        .as("what the last line leaves otherwise")
        .isEmpty();
  }

  private static List<String> lines(String document) {
    return BLOCK
        .matcher(document)
        .results()
        .filter(block -> block.group(1).isEmpty())
        .flatMap(block -> block.group(2).lines())
        .map(line -> line.replaceFirst(" +#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void makeCopy() throws IOException {
    ProjectCopy.make(copy);
    Path script = copy.resolve("carafe");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' org.carafe.cli.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), ProjectCopy.libraries()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  /** To what is asked the answers are: the tables stay, the module goes. */
  private void type(String line, int status) throws IOException, InterruptedException {
    var bash =
        new ProcessBuilder("bash", "-c", line).directory(copy.toFile()).redirectErrorStream(true);
    bash.environment().keySet().removeIf(name -> name.matches("(CARAFE|DB)_.*"));
    Process process = bash.start();
    try (var answers = process.getOutputStream()) {
      answers.write("n\ny\n".getBytes(UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", line, said).isEqualTo(status);
  }
}
