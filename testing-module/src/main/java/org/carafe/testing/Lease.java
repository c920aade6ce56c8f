package org.carafe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The right to a server that several processes use: while anybody has one, it goes on; with the
 * last one it ends, even where that one is killed.
 *
 * <p>A lease is a shared lock on a file, held by a shell that waits for the end of a pipe which
 * only this process holds open. Whoever ends the server waits for the lock alone and keeps it until
 * the server has ended, so that nobody begins to use one that is going. Java has no such locks (of
 * {@code flock}) itself.
 */
final class Lease implements AutoCloseable {
  private static final String DEAF = "trap '' INT TERM HUP; exec 9>>\"$1\"; ";

  /** Is it still the one that was meant, it is told to end and waited for; a zombie has ended. */
  private static final String END =
      "{ read -r name </proc/$2/comm; } 2>/dev/null; [ \"$name\" = \"$3\" ] || exit 0; kill \"$2\"; while [ -e /proc/$2/exe ]; do sleep 0.05; done";

  private static final String HOLD = DEAF + "flock -s 9 || exit; echo held; read -r _";
  private static final String WATCH = DEAF + "flock -x 9; " + END;

  /** Where somebody else ends it already, that is waited for. */
  private static final String LAST =
      DEAF + "if flock -n -x 9; then " + END + "; else flock -s 9; fi";

  private final Path file;
  private final Process holder;

  private Lease(Path file, Process holder) {
    this.file = file;
    this.holder = holder;
  }

  /** Waits while the server is ending. */
  static Lease take(Path folder) throws IOException {
    var file = Files.createDirectories(folder).resolve("users");
    var holder = shell(false, HOLD, file).start();
    int answer = holder.getInputStream().read();
    if (answer < 0) {
      holder.destroyForcibly();
      throw new IOException(
          "%s could not be locked. Install the program flock (of util-linux).".formatted(file));
    }
    return new Lease(file, holder);
  }

  /** Ends this process with the last lease on it. */
  void endsWith(ProcessHandle server, String name) throws IOException {
    shell(true, WATCH, file, Long.toString(server.pid()), name)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Gives it back and, where it was the last one, waits for the end of the process. */
  void close(ProcessHandle server, String name) {
    close();
    try {
      shell(true, LAST, file, Long.toString(server.pid()), name)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException failure) {
      throw new ServerException("The server could not be ended: " + failure.getMessage(), failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    holder.destroyForcibly();
    holder.onExit().join();
  }

  /** Of a session of its own, so that Ctrl-C at the terminal does not reach it. */
  static List<String> apart(List<String> command) {
    var words = new ArrayList<>(List.of("setsid"));
    words.addAll(command);
    return List.copyOf(words);
  }

  private static ProcessBuilder shell(boolean apart, String script, Path file, String... more) {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", file.toString()));
    words.addAll(List.of(more));
    var builder = new ProcessBuilder(apart ? apart(words) : words);
    if (apart) {
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
