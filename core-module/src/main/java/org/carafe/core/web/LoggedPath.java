package org.carafe.core.web;

import java.util.regex.Pattern;

/**
 * An address that nothing is declared at, as the log may hold it: it may be a mailed link that was
 * cut or mistyped, so what could be a part of a token is left out.
 */
final class LoggedPath {
  private static final Pattern WORD = Pattern.compile("[\\w~.=-]{12,}");

  /** Words have no digits or capitals within; a token of this length always has. */
  private static final Pattern MARK = Pattern.compile("[0-9A-Z]");

  private static final Pattern LONG = Pattern.compile("[^/]{40,}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int MOST = 200;

  private LoggedPath() {}

  static String of(String path) {
    return cut(LONG.matcher(withoutTokens(path)).replaceAll("…"));
  }

  /** A sentence that may repeat a part of an address. */
  static String within(String sentence) {
    return cut(withoutTokens(sentence));
  }

  /** In two steps: one pattern for both would look at every letter of a long word again. */
  private static String withoutTokens(String text) {
    return WORD.matcher(UNPRINTABLE.matcher(text).replaceAll("?"))
        .replaceAll(word -> MARK.matcher(word.group()).find() ? "…" : word.group());
  }

  private static String cut(String shown) {
    return shown.length() > MOST ? shown.substring(0, MOST) + "…" : shown;
  }
}
