package org.carafe.dev.debug;

import java.time.Duration;
import java.util.Locale;
import org.carafe.core.Application;

/**
 * Writes HTML without Faces, which may be what is broken. What is given to {@link #text} is
 * escaped.
 */
final class Markup {
  private final StringBuilder html = new StringBuilder(16_384);
  private final Locale locale;

  Markup(Locale locale) {
    this.locale = locale;
  }

  /** Adds markup as it stands. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text. */
  Markup text(Object text) {
    html.append(escaped(String.valueOf(text)));
    return this;
  }

  /** Adds a text of this module's bundle. */
  Markup say(String key, Object... arguments) {
    return text(said(key, arguments));
  }

  String said(String key, Object... arguments) {
    try {
      return Application.current().messages().text(locale, "dev.debug." + key, arguments);
    } catch (IllegalArgumentException broken) {
      return key; // the bundle itself may be what is being edited
    }
  }

  Locale locale() {
    return locale;
  }

  /** Milliseconds as a person reads them. */
  static String millis(Duration time) {
    return "%.1f".formatted(time.toNanos() / 1_000_000.0);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
