package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of a script does, as far as its words tell. */
record Change(String sql) {
  private static final Pattern COMMENTS = Pattern.compile("(?m)^\\s*--.*$|(?s)/\\*.*?\\*/");
  private static final Pattern SESSION =
      Pattern.compile("(?i)\\s*(?:set|use)\\b.*", Pattern.DOTALL);
  private static final Pattern STRUCTURE =
      Pattern.compile("(?i)\\s*(?:create|alter|drop|rename|select|analyze)\\b.*", Pattern.DOTALL);
  private static final Pattern DROPPED =
      Pattern.compile("(?i)\\s*drop\\s+table\\s+(?:if\\s+exists\\s+)?([\\w`.,\\s]+?)\\s*");
  private static final Pattern ALTERED =
      Pattern.compile(
          "(?i)\\s*(alter\\s+table\\s+(?:if\\s+exists\\s+)?([\\w`.]+))\\s+(.*)", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile(
          "(?i)\\s*drop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?(?!(?:column|if|index|key|constraint|foreign|primary|check|partition)\\b)`?(\\w+)`?\\s*");

  static Change of(String sql) {
    return new Change(COMMENTS.matcher(sql).replaceAll("").strip());
  }

  /** Whether it prepares the connection, and has to be done in each. */
  boolean isOfSession() {
    return SESSION.matcher(sql).matches();
  }

  /** Whether it changes rows rather than tables. */
  boolean isOfData() {
    return !isOfSession() && !STRUCTURE.matcher(sql).matches();
  }

  /** The tables, and the columns as {@code table.column}, that go with all that is in them. */
  List<String> drops() {
    var names = new ArrayList<String>();
    Matcher tables = DROPPED.matcher(sql);
    if (tables.matches()) {
      for (String table : tables.group(1).split(",", -1)) {
        names.add(bare(table));
      }
    }
    Matcher altered = ALTERED.matcher(sql);
    if (altered.matches()) {
      for (String clause : parts(altered.group(3))) {
        Matcher column = COLUMN.matcher(clause);
        if (column.matches()) {
          names.add(bare(altered.group(2)) + "." + bare(column.group(1)));
        }
      }
    }
    return names;
  }

  /** One statement for each clause of an {@code alter table}; else the statement itself. */
  List<Change> clauses() {
    Matcher altered = ALTERED.matcher(sql);
    return altered.matches()
        ? parts(altered.group(3)).stream()
            .map(clause -> new Change(altered.group(1) + " " + clause.strip()))
            .toList()
        : List.of(this);
  }

  private static String bare(String name) {
    String plain = name.replace("`", "").strip().toLowerCase(Locale.ROOT);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** What stands between the commas that are in no parentheses and no quotes. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (quote != 0) {
        if (letter == '\\' && quote != '`') {
          i++;
        } else if (letter == quote) {
          quote = 0;
        }
      } else if (letter == '\'' || letter == '"' || letter == '`') {
        quote = letter;
      } else if (letter == '(' || letter == ')') {
        depth += letter == '(' ? 1 : -1;
      } else if (letter == ',' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** In a line, not too long to be read. */
  String shown() {
    String line = sql.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 99) + "…";
  }
}
