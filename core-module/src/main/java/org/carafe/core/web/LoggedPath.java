package org.carafe.core.web;

import java.util.regex.Pattern;

/**
 * An address that nothing is declared at, as the log may hold it: it may be a mailed link that was
 * cut or mistyped, so what could be a part of a token is left out.
 */
final class LoggedPath {
  /** Words have no digits or capitals within; a token of this length always has. */
  private static final String TOKEN = "(?=[\\w~.=-]*[0-9A-Z])[\\w~.=-]{12,}";

  private static final Pattern OPAQUE_WORD = Pattern.compile(TOKEN);
  private static final Pattern OPAQUE = Pattern.compile(TOKEN + "|[^/]{40,}");

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int MOST = 200;

  private LoggedPath() {}

  static String of(String path) {
    return shown(path, OPAQUE);
  }

  /** A sentence that may repeat a part of an address. */
  static String within(String sentence) {
    return shown(sentence, OPAQUE_WORD);
  }

  private static String shown(String text, Pattern opaque) {
    String shown = UNPRINTABLE.matcher(text).replaceAll("?");
    shown = opaque.matcher(shown).replaceAll("…");
    return shown.length() > MOST ? shown.substring(0, MOST) + "…" : shown;
  }
}
