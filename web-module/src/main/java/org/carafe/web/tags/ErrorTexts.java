package org.carafe.web.tags;

import java.util.Map;

/** Which texts and drawing an error page has; functions of the tag library. */
public final class ErrorTexts {
  private static final Map<Integer, String> DRAWINGS =
      Map.ofEntries(
          Map.entry(400, "half"),
          Map.entry(401, "corked"),
          Map.entry(403, "corked"),
          Map.entry(404, "empty"),
          Map.entry(405, "corked"),
          Map.entry(409, "half"),
          Map.entry(413, "full"),
          Map.entry(421, "corked"),
          Map.entry(429, "full"),
          Map.entry(500, "tipped"),
          Map.entry(503, "empty"));

  private ErrorTexts() {}

  /** The beginning of the keys of a status's texts: the status's own, or its family's. */
  public static String key(int status) {
    return "web.error." + known(status);
  }

  /** The name of a status's drawing. */
  public static String drawing(int status) {
    return DRAWINGS.getOrDefault(known(status), "half");
  }

  private static int known(int status) {
    int family = status < 500 ? 400 : 500;
    return DRAWINGS.containsKey(status) ? status : family;
  }
}
