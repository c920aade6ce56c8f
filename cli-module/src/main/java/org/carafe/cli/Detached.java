package org.carafe.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether somebody meant a process to go on without who started it: by setsid or by nohup. */
final class Detached {
  private static final Path PROCESSES = Path.of("/proc");

  private Detached() {}

  /** Where the system does not tell, it is not. */
  static boolean isDetached(ProcessHandle process, ProcessHandle parent) {
    return isDetached(PROCESSES, process.pid(), parent.pid());
  }

  /**
   * The same.
   *
   * @param processes laid out as Linux does {@code /proc}
   */
  static boolean isDetached(Path processes, long process, long parent) {
    return differ(session(processes, process), session(processes, parent))
        || (ignoresHangUp(processes, process) && !ignoresHangUp(processes, parent));
  }

  private static boolean differ(Optional<String> own, Optional<String> parents) {
    return own.isPresent() && parents.isPresent() && !own.equals(parents);
  }

  /** The fourth field behind the name, which stands in brackets and may have any letter. */
  private static Optional<String> session(Path processes, long pid) {
    return text(processes, pid, "stat")
        .map(text -> text.substring(text.lastIndexOf(')') + 2).split(" ", 5))
        .filter(fields -> fields.length == 5)
        .map(fields -> fields[3]);
  }

  private static boolean ignoresHangUp(Path processes, long pid) {
    return text(processes, pid, "status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(0));
  }

  private static Optional<String> text(Path processes, long pid, String name) {
    try {
      return Optional.of(Files.readString(processes.resolve(Long.toString(pid)).resolve(name)));
    } catch (IOException notTold) {
      return Optional.empty();
    }
  }
}
