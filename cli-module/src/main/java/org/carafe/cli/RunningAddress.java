package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where {@code carafe run} serves this clone, for commands beside it that mail links. It is in a
 * file, with the process that serves, because nobody takes the file away where that is killed.
 */
final class RunningAddress {
  private RunningAddress() {}

  /** Says that this process serves there. */
  static void tell(Path file, String url) throws IOException {
    var here = ProcessHandle.current();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "%d %s %s\n".formatted(here.pid(), start(here), url));
  }

  /** The address, while the process that told it runs. */
  static Optional<String> find(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] told = Files.readString(file).strip().split(" ", 3);
    if (told.length < 3 || !told[0].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(told[0]))
        .filter(process -> start(process).toString().equals(told[1]))
        .map(process -> told[2]);
  }

  /** The numbers of processes are used again. */
  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
