package org.carafe.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;
import org.carafe.core.doctor.Check;
import org.carafe.core.doctor.Finding;
import org.carafe.testing.Ports;

/** What a developer's machine needs: Java, Maven, a free port and a browser for the tests. */
public final class ToolsCheck implements Check {
  private static final int PORT = 8080;
  private static final String EMBEDDED = "embedded database";

  @Override
  public List<Finding> findings(Configuration configuration) {
    Finding java = Finding.ok("Java", "It is " + Runtime.version() + ".");
    return configuration.profile() == Profile.DEV
        ? List.of(java, maven(), database(configuration), port(), browser())
        : List.of(java);
  }

  private static Finding maven() {
    return onPath("mvn")
        .map(path -> Finding.ok("Maven", "It is " + path + "."))
        .orElseGet(
            () ->
                Finding.wrong(
                    "Maven", "There is none on the PATH.", "Install Maven 3.8 or newer."));
  }

  /** The embedded one is started apart from the command, and locked by who uses it. */
  private static Finding database(Configuration configuration) {
    if (configuration.isGiven(CoreSettings.DB_URL)) {
      return Finding.ok(EMBEDDED, "It is not needed, because db.url is given.");
    }
    List<String> missing =
        Stream.of("flock", "setsid").filter(name -> onPath(name).isEmpty()).toList();
    return missing.isEmpty()
        ? Finding.ok(EMBEDDED, "It has the programs that it needs.")
        : Finding.wrong(
            EMBEDDED,
            "It needs %s, which %s not on the PATH."
                .formatted(String.join(" and ", missing), missing.size() == 1 ? "is" : "are"),
            "Install util-linux, or name a database of your own in DB_URL.");
  }

  private static Finding port() {
    Optional<String> running = running();
    if (running.isPresent()) {
      return Finding.ok("port", "carafe run serves " + running.get() + ".");
    }
    return Ports.isFree(PORT)
        ? Finding.ok("port", PORT + " is free for carafe run.")
        : Finding.note(
            "port",
            PORT + " is in use, and not by carafe run of this clone.",
            "Choose another with carafe run --port.");
  }

  private static Optional<String> running() {
    try {
      return RunningAddress.find(Workspace.current().var("run/address"));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Finding browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> onPath(name).stream())
        .findFirst()
        .map(path -> Finding.ok("browser", "The tests use " + path + "."))
        .orElseGet(
            () ->
                Finding.note(
                    "browser",
                    "There is no Chromium on the PATH.",
                    "carafe test installs one; or name one in CARAFE_CHROMIUM."));
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
