package org.carafe.web.tags;

import java.util.Map;

/** Which texts and drawing an error page has; functions of the tag library. */
public final class ErrorTexts {
  private static final Map<Integer, String> DRAWINGS =
      Map.of(
          400, "half",
          401, "corked",
          403, "corked",
          404, "empty",
          405, "corked",
          409, "half",
          413, "full",
          429, "full",
          500, "tipped",
          503, "empty");

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
