package org.carafe.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .env} format as python-dotenv reads it, without variable expansion: {@code
 * NAME=value}, an optional {@code export}, {@code #} comments, single quotes (taken as they are)
 * and double quotes (with {@code \n}, {@code \t}, {@code \"}, {@code \\}, {@code \$}). Quoted
 * values may span lines.
 */
record DotEnv(Map<String, String> values, List<String> problems) {
  private static final Pattern ENTRY =
      Pattern.compile(
          """
          [ \\t]*(?:export[ \\t]+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*\
          (?:'(?<single>[^']*)'|"(?<double>(?:[^"\\\\]|\\\\.)*)"|(?<plain>[^'"\\r\\n][^\\r\\n]*)?)\
          (?<rest>[^\\r\\n]*)(?:\\r?\\n|\\z)""",
          Pattern.DOTALL);
  private static final Pattern BLANK = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\r?\\n|\\z)");
  private static final Pattern LINE = Pattern.compile("[^\\n]*(?:\\n|\\z)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  static DotEnv parse(String file, String text) {
    var values = new LinkedHashMap<String, String>();
    var problems = new ArrayList<String>();
    for (int at = 0; at < text.length(); ) {
      var blank = BLANK.matcher(text).region(at, text.length());
      var entry = ENTRY.matcher(text).region(at, text.length());
      if (blank.lookingAt()) {
        at = blank.end();
      } else if (entry.lookingAt() && BLANK.matcher(entry.group("rest")).matches()) {
        values.put(entry.group("name"), value(entry));
        at = entry.end();
      } else {
        problems.add(
            "Line %d of %s is not NAME=value. Write it so, or put a # before it."
                .formatted(text.substring(0, at).lines().count() + 1, file));
        var line = LINE.matcher(text).region(at, text.length());
        at = line.lookingAt() ? line.end() : text.length();
      }
    }
    return new DotEnv(values, problems);
  }

  private static String value(Matcher entry) {
    if (entry.group("single") != null) {
      return entry.group("single");
    }
    if (entry.group("double") != null) {
      return ESCAPE.matcher(entry.group("double")).replaceAll(DotEnv::unescaped);
    }
    var plain = entry.group("plain");
    return plain == null ? "" : plain.replaceFirst("(^|\\s)#.*$", "").strip();
  }

  private static String unescaped(MatchResult escape) {
    var character =
        switch (escape.group(1)) {
          case "n" -> "\n";
          case "r" -> "\r";
          case "t" -> "\t";
          case "\\", "\"", "$" -> escape.group(1);
          default -> escape.group();
        };
    return Matcher.quoteReplacement(character);
  }
}
