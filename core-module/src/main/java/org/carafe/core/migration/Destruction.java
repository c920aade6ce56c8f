package org.carafe.core.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the steps of a script that lose data: those marked with a comment {@code -- destructive:
 * what is lost}, and unmarked ones that can be told from their words. A mark speaks for the
 * statement that it stands before.
 */
public final class Destruction {
  /** What begins a mark. */
  public static final String MARK = "-- destructive: ";

  private static final Pattern NOISE =
      Pattern.compile("(?m)--.*$|(?s)/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.|'')*'");

  /** Stands where a mark was, while the rest is looked through. */
  private static final String MARKED = "\u0001";

  private static final String NAME = "(?:`?\\w+`?\\s*\\.\\s*)?`?(\\w+)`?";
  private static final Pattern TABLE =
      Pattern.compile("\\bdrop\\s+table\\s+(?:if\\s+exists\\s+)?([\\w`., ]+)");
  private static final Pattern COLUMN =
      Pattern.compile(
          "\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?(?!(?:column|if|table|index|key|constraint|foreign|primary|default|check|partition|view|trigger|procedure|function|event|temporary|system|period|user|database)\\b)`?(\\w+)`?");
  private static final Pattern ROWS =
      Pattern.compile(
          "\\b(?:truncate\\s+(?:table\\s+)?(?!partition\\b)|(?<!\\bon\\s)delete\\s+(?:[\\w`.,* ]+\\s)?from\\s+)"
              + NAME);
  private static final Pattern PARTITION =
      Pattern.compile("\\b(?:drop|truncate)\\s+partition\\s+(?:if\\s+exists\\s+)?([\\w`, ]+)");
  private static final Pattern REPLACED =
      Pattern.compile("\\breplace\\s+(?:low_priority\\s+|delayed\\s+)?into\\s+" + NAME);
  private static final Pattern EMPTIED =
      Pattern.compile(
          "(?<!\\bon\\s)\\bupdate\\s+(?:low_priority\\s+|ignore\\s+)*"
              + NAME
              + "[^;]*?\\bset\\b[^;]*?=\\s*null\\b");
  private static final Pattern DATABASE = Pattern.compile("\\bdrop\\s+database\\b.*");

  private Destruction() {}

  /** A phrase for each, such as “drops the table notes”. */
  public static List<String> in(String script) {
    var marks = new ArrayDeque<String>();
    String words =
        NOISE
            .matcher(script)
            .replaceAll(
                noise -> {
                  if (!noise.group().startsWith(MARK)) {
                    return " ";
                  }
                  marks.add(noise.group().substring(MARK.length()).strip());
                  return MARKED;
                });
    var found = new ArrayList<String>();
    for (String statement : words.toLowerCase(Locale.ROOT).split(";", -1)) {
      int count = (int) statement.chars().filter(letter -> letter == MARKED.charAt(0)).count();
      if (count == 0) {
        tell(statement, found);
      }
      for (int i = 0; i < count; i++) {
        found.add(marks.remove());
      }
    }
    return found;
  }

  private static void tell(String statement, List<String> found) {
    each(TABLE, "drops the table ", statement, found);
    each(COLUMN, "drops the column ", statement, found);
    each(ROWS, "deletes rows of ", statement, found);
    each(PARTITION, "deletes the rows of the partition ", statement, found);
    each(REPLACED, "replaces rows of ", statement, found);
    each(EMPTIED, "empties a column of ", statement, found);
    if (DATABASE.matcher(statement).find()) {
      found.add("drops a database");
    }
  }

  private static void each(Pattern loss, String phrase, String statement, List<String> found) {
    loss.matcher(statement)
        .results()
        .forEach(match -> found.add(phrase + match.group(1).replace("`", "").strip()));
  }
}
