package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/commands.md to what the commands say. */
class CommandsDocTest {

  @Test
  void tellsEveryCommand() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ProjectCopy.libraries(),
                "org.carafe.cli.Main",
                "--profile=dev",
                "help",
                "--doc")
            .directory(SourceTree.ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String today = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(today).contains("## carafe run", "## carafe db migrate", "## carafe mail check");
    assertThat(Files.readString(SourceTree.ROOT.resolve("docs/commands.md")))
        .as("docs/commands.md: write it anew by ./carafe help --doc >docs/commands.md")
        .isEqualTo(today);
  }
}
