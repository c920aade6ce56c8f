package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.carafe.testing.Ports;
import org.carafe.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code ./carafe run} itself: the script, the command, its database and its server. It runs in a
 * folder that links to the clone's modules and has a {@code var} of its own; Maven, which has built
 * everything before this test, is a stand-in that has nothing left to do.
 */
class CarafeRunIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path clone = SourceTree.MODULE.resolve("target/run-it");
  private final List<ProcessHandle> started = new ArrayList<>();
  private int port;

  @BeforeEach
  void makeClone() throws IOException {
    delete(clone);
    Files.createDirectories(clone.resolve("bin"));
    Files.createDirectories(clone.resolve("var"));
    Files.copy(SourceTree.ROOT.resolve("carafe"), clone.resolve("carafe"));
    assertThat(clone.resolve("carafe").toFile().setExecutable(true)).isTrue();
    try (Stream<Path> files = Files.list(SourceTree.ROOT)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("-module") || name.equals("pom.xml") || name.equals("config")) {
          Files.createSymbolicLink(clone.resolve(name), file);
        }
      }
    }
    Path binaries = Files.createDirectories(SourceTree.ROOT.resolve("var/mariadb"));
    Files.createSymbolicLink(clone.resolve("var/mariadb"), binaries);
    Path maven = clone.resolve("bin/mvn");
    Files.writeString(maven, "#!/bin/sh\necho Apache Maven 3.9.9\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    port = Ports.free();
  }

  @AfterEach
  void leaveNothing() throws IOException {
    started.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    delete(clone);
  }

  /** Removes a folder, links as links. */
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Starts the command; what it says goes to files of this name. */
  private Process run(String name) throws IOException {
    var builder =
        new ProcessBuilder("./carafe", "run", "--port", Integer.toString(port))
            .directory(clone.toFile())
            .redirectOutput(clone.resolve(name + ".out").toFile())
            .redirectError(clone.resolve(name + ".err").toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(variable -> variable.matches("(CARAFE|DB|MAIL|MAVEN)_.*"));
    environment.put("PATH", clone.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process.toHandle());
    return process;
  }

  private String said(String file) throws IOException {
    return Files.readString(clone.resolve(file), UTF_8);
  }

  private void awaitBanner(Process process) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!said("first.out").contains("Ctrl-C")) {
      assertThat(process.isAlive()).as("%s", said("first.err")).isTrue();
      assertThat(Instant.now()).as("%s", said("first.err")).isBefore(end);
      Thread.sleep(100);
    }
    process.descendants().forEach(started::add);
  }

  @Test
  void answersUntilItIsStoppedAndOrphansNothing() throws Exception {
    Process first = run("first");
    awaitBanner(first);

    assertThat(said("first.out"))
        .contains("http://localhost:" + port, "/login", "Password")
        .contains(Files.readString(clone.resolve("var/dev-admin.txt")).strip());
    assertThat(new Visitor(URI.create("http://localhost:" + port)).get("/login").status())
        .isEqualTo(200);
    List<ProcessHandle> children = first.descendants().toList();
    assertThat(children).as("the server and the database").hasSizeGreaterThanOrEqualTo(2);

    Process second = run("second");
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isNotZero();
    assertThat(said("second.err").lines())
        .singleElement()
        .asString()
        .contains("Port " + port + " is in use");

    first.toHandle().destroy();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle child : children) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(Ports.isFree(port)).isTrue();
  }
}
