package org.carafe.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the steps of a script that lose data: those marked with a comment {@code -- destructive:
 * what is lost}, and unmarked ones that can be told from their words.
 */
public final class Destruction {
  /** What begins a mark. */
  public static final String MARK = "-- destructive: ";

  private static final Pattern NOISE =
      Pattern.compile("(?m)--.*$|(?s)/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.|'')*'");
  private static final Pattern TABLE =
      Pattern.compile("\\bdrop\\s+table\\s+(?:if\\s+exists\\s+)?([\\w`., ]+)");
  private static final Pattern COLUMN =
      Pattern.compile(
          "\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?(?!(?:column|if|table|index|key|constraint|foreign|primary|default|check|partition|view|trigger|procedure|function|event|temporary|system|period|user|database)\\b)`?(\\w+)`?");
  private static final Pattern ROWS =
      Pattern.compile("\\b(?:truncate\\s+(?:table\\s+)?|delete\\s+from\\s+)`?(\\w+)`?");
  private static final Pattern DATABASE = Pattern.compile("\\bdrop\\s+database\\b.*");

  private Destruction() {}

  /** A phrase for each, such as “drops the table notes”. */
  public static List<String> in(String script) {
    List<String> marked =
        script
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList();
    return marked.isEmpty() ? told(script) : marked;
  }

  private static List<String> told(String script) {
    String words = NOISE.matcher(script).replaceAll(" ").toLowerCase(Locale.ROOT);
    var found = new ArrayList<String>();
    TABLE
        .matcher(words)
        .results()
        .forEach(drop -> found.add("drops the table " + drop.group(1).replace("`", "").strip()));
    COLUMN.matcher(words).results().forEach(drop -> found.add("drops the column " + drop.group(1)));
    ROWS.matcher(words).results().forEach(gone -> found.add("deletes rows of " + gone.group(1)));
    DATABASE.matcher(words).results().forEach(drop -> found.add("drops a database"));
    return found;
  }
}
