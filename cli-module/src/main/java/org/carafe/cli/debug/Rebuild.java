package org.carafe.cli.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has Maven build the project where a {@code pom.xml} came, changed or went: with other modules or
 * libraries the application is another one, which starts anew. Until it is built the old one runs
 * on.
 */
final class Rebuild {
  /** What of the script's words is no part of the usage. */
  private static final String SIGNS = "  building .*|.*[Ww]aiting for .*";

  private final Path root;
  private final Consumer<String> say;
  private final Runnable built;
  private Map<Path, Long> known;
  private Map<Path, Long> seen;

  /** What the build that failed was of, if the last one did; what it took away is missing. */
  private Map<Path, Long> failed = Map.of();

  private long failedAt;
  private volatile @Nullable Process process;
  private volatile boolean building;
  private volatile @Nullable Problem problem;

  /**
   * Watches from now on.
   *
   * @param say tells the person at the terminal
   * @param built is called when everything is built, and what runs has to start anew
   */
  Rebuild(Path root, Consumer<String> say, Runnable built) {
    this.root = root;
    this.say = say;
    this.built = built;
    this.known = poms();
    this.seen = known;
  }

  /** Why requests have to wait, if they have. */
  Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  boolean isBuilding() {
    return building;
  }

  /** Looks whether there is something to do; called again and again. */
  synchronized void look() {
    if (building) {
      return;
    }
    var now = poms();
    boolean written = now.equals(seen);
    seen = now;
    // A command writes several files: it is done when nothing has changed since the last look.
    boolean changed =
        failed.isEmpty() ? !now.equals(known) : !now.equals(failed) || newestSource() > failedAt;
    if (written && changed) {
      building = true;
      problem = new Problem.Building();
      var work = new Thread(() -> build(now), "rebuild");
      work.setDaemon(true);
      work.start();
    }
  }

  private void build(Map<Path, Long> poms) {
    long start = System.nanoTime();
    long begun = System.currentTimeMillis();
    say.accept("A pom.xml has changed: building everything …");
    Optional<String> failure = run();
    synchronized (this) {
      building = false;
      if (failure.isPresent()) {
        failedAt = begun;
        failed = poms;
        problem = new Problem.DoesNotStart(failure.get());
        say.accept(failure.get());
        return;
      }
      known = poms;
    }
    say.accept("Built it (%.1f s); starting anew …".formatted((System.nanoTime() - start) / 1e9));
    built.run();
  }

  /** Ends a build that is on its way. */
  void close() {
    Process started = process;
    if (started != null) {
      started.descendants().forEach(ProcessHandle::destroy);
      started.destroy();
    }
  }

  /** The script builds what is stale before it carries out anything. */
  private Optional<String> run() {
    try {
      var script =
          new ProcessBuilder("./carafe", "help").directory(root.toFile()).redirectErrorStream(true);
      Process started = script.start();
      process = started;
      started.getOutputStream().close();
      var said = new StringJoiner("\n");
      try (var lines = started.inputReader(UTF_8)) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          said.add(line);
          if (line.matches(SIGNS)) {
            say.accept(line.strip());
          }
        }
      }
      return started.waitFor() == 0 ? Optional.empty() : Optional.of(said.toString().strip());
    } catch (IOException failure) {
      return Optional.of("The build could not be started: " + failure.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.of("The build was interrupted.");
    }
  }

  private Map<Path, Long> poms() {
    var found = new TreeMap<Path, Long>();
    add(root.resolve("pom.xml"), found);
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, "*-module")) {
      for (Path module : modules) {
        add(module.resolve("pom.xml"), found);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return found;
  }

  private static void add(Path pom, Map<Path, Long> found) {
    try {
      found.put(pom, Files.getLastModifiedTime(pom).toMillis());
    } catch (IOException gone) {
      // It is just being written, or a folder without one.
    }
  }

  /** After a build that failed the next one begins when something was saved. */
  private long newestSource() {
    long newest = seen.values().stream().mapToLong(Long::longValue).max().orElse(0);
    for (Path pom : seen.keySet()) {
      Path main = pom.resolveSibling("src").resolve("main");
      if (Files.isDirectory(main)) {
        try (Stream<Path> files = Files.walk(main)) {
          newest = Math.max(newest, files.mapToLong(Rebuild::modified).max().orElse(0));
        } catch (IOException | UncheckedIOException failure) {
          return newest; // something went while we looked: the next look is soon
        }
      }
    }
    return newest;
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }
}
