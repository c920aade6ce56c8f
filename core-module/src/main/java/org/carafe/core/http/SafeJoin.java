package org.carafe.core.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Joins a path from a URL to a directory of ours, and refuses one that leads out of it.
 *
 * <pre>{@code
 * SafeJoin.join("uploads", "2026/cat.jpg");  // uploads/2026/cat.jpg
 * SafeJoin.join("uploads", "../secret.key"); // empty
 * }</pre>
 *
 * <p>The same answers as Werkzeug's {@code safe_join} on POSIX. It compares text, so a symbolic
 * link inside the directory may still lead out.
 *
 * @see <a
 *     href="https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.safe_join">Werkzeug</a>
 */
public final class SafeJoin {

  private SafeJoin() {}

  /** The joined path; empty if {@code untrusted} is absolute or leads out of the directory. */
  public static Optional<String> join(String directory, String untrusted) {
    String base = directory.isEmpty() ? "." : directory;
    if (untrusted.isEmpty()) {
      return Optional.of(base);
    }
    String path = normalise(untrusted);
    if (path.startsWith("/") || path.equals("..") || path.startsWith("../")) {
      return Optional.empty();
    }
    return Optional.of(base.endsWith("/") ? base + path : base + "/" + path);
  }

  /** Removes empty and "." segments and resolves ".." where something is before it. */
  private static String normalise(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      boolean leadsUp = segment.equals("..");
      if (leadsUp && !segments.isEmpty() && !segments.getLast().equals("..")) {
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String joined = String.join("/", segments);
    if (path.startsWith("/")) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
