package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.carafe.cli.scaffold.Feature;
import org.carafe.cli.scaffold.NewModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Types what the tutorial and the README say, line by line, in a copy of the project. What writes
 * and takes out code is carried out by the command itself, and edits are made as they are shown;
 * what needs a build, a database or a container engine must be commands that there are. {@link
 * GeneratedModuleIT} types those of the database, {@link CarafeRunIT} and {@link CarafeDebugIT} run
 * the server.
 */
@Execution(ExecutionMode.CONCURRENT)
class TutorialTest {
  private static final Pattern CODE = Pattern.compile("\\./carafe (new|remove) .*");

  @TempDir Path copy;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/tutorial.md"})
  void tellsNothingButWhatWorks(String document) throws Exception {
    makeCopy();
    var before = ProjectCopy.everything(copy);
    List<Snippet> snippets = Snippet.of(document);
    assertThat(snippets)
        .flatMap(Snippet::lines)
        .anyMatch(line -> line.startsWith("./carafe new module"));

    for (Snippet snippet : snippets) {
      if (snippet.typedBy().equals("TutorialTest")) {
        snippet.applyTo(copy);
      } else if (snippet.isShell()) {
        typeAll(snippet.lines());
      }
    }

    assertThat(ProjectCopy.changes(before, ProjectCopy.everything(copy)))
        .as("what the last line leaves otherwise")
        .isEmpty();
  }

  private void typeAll(List<String> lines) throws Exception {
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
  }

  /** With the lines of step 3 it is as if the field had been named at once, everywhere. */
  @Test
  void addsAFieldEverywhere(@TempDir Path named) throws Exception {
    makeCopy();
    ProjectCopy.make(named);
    write(copy, "title:string!", "body:text", "due:date?", "owner:user");
    write(named, "title:string!", "body:text", "due:date?", "pinned:boolean", "owner:user");
    for (Snippet snippet : Snippet.of("docs/tutorial.md")) {
      if (snippet.typedBy().equals("TutorialTest")) {
        snippet.applyTo(copy);
      }
    }

    assertThat(written(copy)).isEqualTo(written(named));
  }

  private static void write(Path root, String... fields) throws IOException {
    new NewModule(root, Feature.parse("notes", "Note", "", List.of(fields)), Clock.systemUTC())
        .write();
  }

  /** Without the migrations, which {@code db migrate} writes. */
  private static TreeMap<String, String> written(Path root) throws IOException {
    var files = ProjectCopy.everything(root.resolve("notes-module"));
    files.keySet().removeIf(name -> name.contains("/db/"));
    return files;
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

  /** To what is asked the answer is yes: the module goes, and its tables, if there are any. */
  private void type(String line, int status) throws IOException, InterruptedException {
    var bash =
        new ProcessBuilder("bash", "-c", line).directory(copy.toFile()).redirectErrorStream(true);
    bash.environment().keySet().removeIf(name -> name.matches("(CARAFE|DB)_.*"));
    Process process = bash.start();
    try (var answers = process.getOutputStream()) {
      answers.write("y\ny\n".getBytes(UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", line, said).isEqualTo(status);
  }
}
