package org.carafe.cli.debug;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The first lines of a request.
 *
 * @param headers by their names in lower case
 * @param length how many bytes they are
 */
record Head(String method, String target, Map<String, String> headers, int length) {

  static Head of(String text) {
    int length = text.indexOf("\r\n\r\n") + 4;
    var lines = text.substring(0, length).lines().toList();
    var first = lines.get(0).split(" ", 3);
    var headers = new HashMap<String, String>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return new Head(first[0], first[1], headers, length);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The target without its query. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
