package org.carafe.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a signing key could have come from a generator. */
final class SecretKeyStrength {
  private static final int LENGTH = 32;
  private static final int VARIETY = 10;
  static final List<String> PLACEHOLDERS =
      List.of(
          "change",
          "secret",
          "replace",
          "example",
          "password",
          "placeholder",
          "insert",
          "default",
          "generate",
          "carafe",
          "your-",
          "your_",
          "yourkey",
          "qwerty");

  private SecretKeyStrength() {}

  static Optional<String> complaint(String key) {
    var lower = key.toLowerCase(Locale.ROOT);
    if (PLACEHOLDERS.stream().anyMatch(lower::contains)) {
      return complain("is a placeholder");
    }
    if (key.length() < LENGTH) {
      return complain(
          "has %d characters where at least %d are needed".formatted(key.length(), LENGTH));
    }
    if (isRegular(key, VARIETY)) {
      return complain("is too regular to be secret");
    }
    return Optional.empty();
  }

  private static Optional<String> complain(String fault) {
    return Optional.of(fault + ". Make one with: openssl rand -base64 32");
  }

  static boolean isRegular(String text, int variety) {
    return text.chars().distinct().count() < variety || repeats(text) || runs(text);
  }

  private static boolean repeats(String key) {
    return (key + key).indexOf(key, 1) < key.length()
        || key.startsWith(key.substring(0, key.length() / 4), key.length() / 4);
  }

  /** "abcdefgh…" and "12345678…": most characters are next to their neighbours in the alphabet. */
  private static boolean runs(String key) {
    int neighbours = 0;
    for (int i = 1; i < key.length(); i++) {
      if (Math.abs(key.charAt(i) - key.charAt(i - 1)) <= 1) {
        neighbours++;
      }
    }
    return neighbours > key.length() / 2;
  }
}
