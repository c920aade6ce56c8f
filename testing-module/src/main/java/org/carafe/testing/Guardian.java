package org.carafe.testing;

import java.io.IOException;

/**
 * Ends another process when this one is gone, even by SIGKILL: a shell waits for the end of a pipe
 * that only this process holds open.
 */
final class Guardian {
  private Guardian() {}

  static Process over(long pid) throws IOException {
    var script = "trap '' INT TERM HUP; read -r _; kill \"$0\" 2>/dev/null";
    return new ProcessBuilder("/bin/sh", "-c", script, Long.toString(pid))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
