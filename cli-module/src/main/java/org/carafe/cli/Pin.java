package org.carafe.cli;

import java.security.SecureRandom;

/** What unlocks the debugger's console: printed in the terminal, made anew at each start. */
final class Pin {
  private static final int NUMBERS = 1_000_000_000;

  private Pin() {}

  /** Nine digits, such as {@code 123-456-789}. */
  static String fresh() {
    return "%09d"
        .formatted(new SecureRandom().nextInt(NUMBERS))
        .replaceFirst("(...)(...)(...)", "$1-$2-$3");
  }
}
