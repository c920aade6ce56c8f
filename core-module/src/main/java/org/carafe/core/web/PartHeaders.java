package org.carafe.core.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of one part of a form. */
final class PartHeaders {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([a-zA-Z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;\"]*))");

  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\\"])");

  private final Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private PartHeaders() {}

  static PartHeaders of(String lines) {
    var headers = new PartHeaders();
    for (String line : lines.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .all
            .computeIfAbsent(line.substring(0, colon).strip(), unused -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  Map<String, List<String>> all() {
    return all;
  }

  @Nullable String first(String name) {
    List<String> values = all.get(name);
    return values == null ? null : values.get(0);
  }

  /** The field it fills in. */
  Optional<String> name() {
    return parameter("name");
  }

  /** What the file is called where it comes from; nothing in a part that is no file. */
  Optional<String> filename() {
    return parameter("filename");
  }

  private Optional<String> parameter(String wanted) {
    String disposition = first("Content-Disposition");
    if (disposition == null || !disposition.regionMatches(true, 0, "form-data", 0, 9)) {
      return Optional.empty();
    }
    Matcher parameter = PARAMETER.matcher(disposition);
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase(wanted)) {
        String quoted = parameter.group(2);
        return Optional.of(quoted == null ? parameter.group(3) : plain(quoted));
      }
    }
    return Optional.empty();
  }

  /**
   * As browsers write it (the HTML standard: {@code %22} for a quotation mark) and other programs
   * do, with a backslash.
   */
  private static String plain(String quoted) {
    return ESCAPED.matcher(quoted).replaceAll("$1").replace("%22", "\"");
  }
}
