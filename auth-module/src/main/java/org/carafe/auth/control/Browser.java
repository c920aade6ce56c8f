package org.carafe.auth.control;

import java.util.List;

/**
 * What a browser calls itself, in words a person recognises. Only a hint: any browser can say
 * anything.
 *
 * @param name such as Firefox, empty when unknown
 * @param system such as macOS, empty when unknown
 */
public record Browser(String name, String system) {
  private record Mark(String contains, String means) {}

  // Order matters: most browsers also claim to be the ones further down.
  private static final List<Mark> NAMES =
      List.of(
          new Mark("Edg/", "Edge"),
          new Mark("OPR/", "Opera"),
          new Mark("Firefox/", "Firefox"),
          new Mark("FxiOS/", "Firefox"),
          new Mark("CriOS/", "Chrome"),
          new Mark("Chrome/", "Chrome"),
          new Mark("Safari/", "Safari"),
          new Mark("curl/", "curl"));
  private static final List<Mark> SYSTEMS =
      List.of(
          new Mark("iPhone", "iPhone"),
          new Mark("iPad", "iPad"),
          new Mark("Android", "Android"),
          new Mark("Windows", "Windows"),
          new Mark("Mac OS X", "macOS"),
          new Mark("CrOS", "ChromeOS"),
          new Mark("Linux", "Linux"));

  /** Reads a {@code User-Agent} header. */
  public static Browser of(String userAgent) {
    return new Browser(first(NAMES, userAgent), first(SYSTEMS, userAgent));
  }

  private static String first(List<Mark> marks, String text) {
    return marks.stream()
        .filter(mark -> text.contains(mark.contains()))
        .findFirst()
        .map(Mark::means)
        .orElse("");
  }
}
