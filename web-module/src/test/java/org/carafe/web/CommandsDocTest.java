package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.carafe.cli.Main;
import org.carafe.testing.JavaTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** Holds docs/commands.md to what the commands say. */
class CommandsDocTest {

  @Test
  void tellsEveryCommand() throws Exception {
    Process process =
        new ProcessBuilder(
                JavaTools.path("java"),
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

  static Stream<CommandSpec> commands() {
    return all(Main.commandLine().getCommandSpec())
        .filter(command -> !command.name().equals("help"));
  }

  private static Stream<CommandSpec> all(CommandSpec command) {
    return Stream.concat(
        Stream.of(command),
        command.subcommands().values().stream().flatMap(line -> all(line.getCommandSpec())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEachCommandWithExamplesThatItUnderstands(CommandSpec command) {
    var usage = command.usageMessage();
    assertThat(usage.footerHeading()).as("%s", command.qualifiedName()).contains("Example");
    assertThat(usage.footer()).anyMatch(line -> line.contains(command.qualifiedName()));
    for (String line : usage.footer()) {
      String typed = line.strip().replaceFirst("^(source <\\()?(\\./)?", "");
      if (typed.startsWith("carafe ")) {
        String alone = typed.replaceFirst("( {2,}|\\)|\\s+[|<>#;&]).*", "");
        var words = ShellWords.of(alone).stream().skip(1).toArray(String[]::new);
        assertThatCode(() -> Main.commandLine().parseArgs(words))
            .as(line)
            .doesNotThrowAnyException();
      }
    }
    assertThat(command.findOption("--help")).as("%s --help", command.qualifiedName()).isNotNull();
  }
}
