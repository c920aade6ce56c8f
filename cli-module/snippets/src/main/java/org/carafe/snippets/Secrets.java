package org.carafe.snippets;

import java.util.regex.Pattern;

/** Which values are never shown, by the name of their attribute or column. */
final class Secrets {
  static final String MASK = "********";

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(passw|secret|token|hash|digest|salt|credential|signature|private_?key|api_?key).*");

  private Secrets() {}

  static boolean isSecret(String name) {
    return NAMES.matcher(name).matches();
  }
}
