package org.carafe.core.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.HttpError;

/** Where a boundary stands in a stream that is seen once, found as Knuth, Morris and Pratt do. */
final class Edges {
  private static final int MOST = 2000;

  private final byte[] pattern;
  private final int[] back;
  private final List<Edge> found = new ArrayList<>();
  private int matched = 2;
  private long at;

  /**
   * One place: the line break before it belongs to it.
   *
   * @param begin of the line break
   * @param end behind the boundary
   */
  record Edge(long begin, long end) {}

  Edges(String boundary) {
    pattern = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    back = new int[pattern.length + 1];
    int length = 0;
    for (int i = 1; i < pattern.length; i++) {
      while (length > 0 && pattern[i] != pattern[length]) {
        length = back[length];
      }
      if (pattern[i] == pattern[length]) {
        length++;
      }
      back[i + 1] = length;
    }
  }

  /** The next bytes of the stream, which begins as if a line had just ended. */
  void look(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      while (matched > 0 && bytes[i] != pattern[matched]) {
        matched = back[matched];
      }
      if (bytes[i] == pattern[matched]) {
        matched++;
      }
      at++;
      if (matched == pattern.length) {
        matched = 0;
        if (found.size() == MOST) {
          throw HttpError.badRequest("The form has too many parts.");
        }
        found.add(new Edge(at - pattern.length, at));
      }
    }
  }

  List<Edge> found() {
    return found;
  }
}
