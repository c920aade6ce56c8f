package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which {@code ./carafe} runs: it links to the clone's modules and has a {@code var} of
 * its own; Maven, which has built everything before the tests, is a stand-in that has nothing left
 * to do.
 */
final class TemporaryClone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final List<String> HEARING = List.of("env", "--default-signal=INT");
  private static final long INTERRUPT = 1L << 1;

  private final Path folder;
  private final List<ProcessHandle> started = new ArrayList<>();

  private TemporaryClone(String name) throws IOException {
    folder = SourceTree.MODULE.resolve("target").resolve(name);
    delete(folder);
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("var"));
    Files.copy(SourceTree.ROOT.resolve("carafe"), folder.resolve("carafe"));
    assertThat(folder.resolve("carafe").toFile().setExecutable(true)).isTrue();
    SourceTree.linkUnpacked(folder.resolve("var"));
    Path maven = folder.resolve("bin/mvn");
    Files.writeString(maven, "#!/bin/sh\necho Apache Maven 3.9.9\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  /** One that reads the clone's own sources. */
  static TemporaryClone linked(String name) throws IOException {
    var clone = new TemporaryClone(name);
    for (Path file : clone.partsOfTheProject()) {
      Files.createSymbolicLink(clone.path(file.getFileName().toString()), file);
    }
    return clone;
  }

  /** One whose sources can be changed. */
  static TemporaryClone copied(String name) throws IOException {
    var clone = new TemporaryClone(name);
    for (Path file : clone.partsOfTheProject()) {
      Path target = clone.path(file.getFileName().toString());
      if (file.toString().endsWith("-module")) {
        copy(file.resolve("src/main"), target.resolve("src/main"));
        Files.createSymbolicLink(target.resolve("target"), file.resolve("target"));
        Files.copy(file.resolve("pom.xml"), target.resolve("pom.xml"));
      } else {
        Files.createSymbolicLink(target, file);
      }
    }
    return clone;
  }

  private List<Path> partsOfTheProject() throws IOException {
    try (Stream<Path> files = Files.list(SourceTree.ROOT)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*-module|pom\\.xml|config"))
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Whether whoever started the tests ignores Ctrl-C, as shells do behind {@code &}. */
  private static boolean isDeafToInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
            .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
  }

  /** The beginning of a command that hears Ctrl-C. */
  static List<String> hearing() throws IOException {
    return new ArrayList<>(isDeafToInterrupts() ? HEARING : List.of());
  }

  /** Starts a command; what it says goes to files of this name. */
  Process start(String name, String... command) throws IOException {
    var words = hearing();
    words.add("./carafe");
    words.addAll(List.of(command));
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(path(name + ".out").toFile())
            .redirectError(path(name + ".err").toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(variable -> variable.matches("(CARAFE|DB|MAIL|MAVEN)_.*"));
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process.toHandle());
    return process;
  }

  String said(String file) throws IOException {
    return Files.readString(path(file), UTF_8);
  }

  /** Waits until the server says that it runs. */
  void awaitBanner(String name, Process process) throws Exception {
    awaitBanners(name, process, 1);
  }

  /** Waits until the server has said so this many times. */
  void awaitBanners(String name, Process process, int times) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (said(name + ".out").split("Ctrl-C", -1).length <= times) {
      assertThat(process.isAlive()).as("%s", said(name + ".err")).isTrue();
      assertThat(Instant.now()).as("%s", said(name + ".err")).isBefore(end);
      Thread.sleep(100);
    }
    process.descendants().forEach(started::add);
  }

  /** Leaves nothing. */
  @Override
  public void close() throws IOException {
    started.stream()
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    delete(folder);
  }

  /** Removes a folder, links as links. */
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
