package org.carafe.core.config;

import java.util.Collection;
import java.util.Comparator;

/** The "Did you mean …?" at the end of an error about an unknown name. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code " Did you mean \"db.url\"?"} for a near miss, or the empty string. */
  public static String of(String unknown, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(unknown, name)).thenComparing(n -> n))
        .filter(name -> distance(unknown, name) <= Math.max(2, unknown.length() / 3))
        .map(" Did you mean \"%s\"?"::formatted)
        .orElse("");
  }

  /** Levenshtein's distance: the single-character edits from one to the other. */
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
