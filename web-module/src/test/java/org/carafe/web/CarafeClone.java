package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder where {@code ./carafe} itself can be run: it links to the clone's modules but has a
 * {@code var} of its own. Maven, which has built everything before the tests, is a stand-in.
 */
final class CarafeClone {
  /** How a command ended. */
  record Ended(int code, String out, String err) {}

  private final Path folder;

  private CarafeClone(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes it anew.
   *
   * @param without a module that is not linked, because the test has one of its own; or empty
   */
  static CarafeClone make(String name, String without) throws IOException {
    var clone = new CarafeClone(SourceTree.MODULE.resolve("target").resolve(name));
    clone.remove();
    clone.fill(without);
    return clone;
  }

  private void fill(String without) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("var"));
    Files.copy(SourceTree.ROOT.resolve("carafe"), folder.resolve("carafe"));
    assertThat(folder.resolve("carafe").toFile().setExecutable(true)).isTrue();
    try (Stream<Path> files = Files.list(SourceTree.ROOT)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean linked =
            name.endsWith("-module") || name.equals("pom.xml") || name.equals("config");
        if (linked && !name.equals(without)) {
          Files.createSymbolicLink(folder.resolve(name), file);
        }
      }
    }
    SourceTree.linkUnpacked(folder.resolve("var"));
    Path maven = folder.resolve("bin/mvn");
    Files.writeString(maven, "#!/bin/sh\necho Apache Maven 3.9.9\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  Path folder() {
    return folder;
  }

  /** Runs {@code ./carafe} with these variables and none else of its own. */
  Ended run(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    return run(environment, "", arguments);
  }

  /** The same with this as its standard input. */
  Ended run(Map<String, String> environment, String input, List<String> arguments)
      throws IOException, InterruptedException {
    return end(start(environment, input, arguments));
  }

  /** Starts {@code ./carafe}, which writes to {@code out} and {@code err} of this folder. */
  Process start(Map<String, String> environment, String input, List<String> arguments)
      throws IOException {
    var command = TemporaryClone.hearing();
    command.add("./carafe");
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("CARAFE_") || name.startsWith("DB_"));
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Waits for a process of this folder. */
  Ended end(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out"), UTF_8),
        Files.readString(folder.resolve("err"), UTF_8));
  }

  /** Removes it, links as links. */
  void remove() throws IOException {
    delete(folder);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
