package org.carafe.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the database's password could be guessed by who knows the user's name and the passwords
 * that are tried first. Common words may be in it as long as enough is left without them.
 */
final class DatabasePassword {
  private static final int LENGTH = 12;
  private static final int VARIETY = 6;
  private static final int LEFT = 6;
  private static final List<String> COMMON =
      List.of(
          "passw0rd",
          "passwd",
          "mariadb",
          "mysql",
          "database",
          "admin",
          "root",
          "test",
          "welcome",
          "letmein",
          "changeit",
          "iloveyou",
          "123456",
          "abc123",
          "p@ss",
          "pass",
          "db");

  private DatabasePassword() {}

  static Optional<String> complaint(String password, String user) {
    int length = password.codePointCount(0, password.length());
    String rest = password.toLowerCase(Locale.ROOT);
    for (String word :
        Stream.of(Stream.of(user.toLowerCase(Locale.ROOT)), placeholders(), COMMON.stream())
            .flatMap(words -> words)
            .filter(word -> !word.isEmpty())
            .toList()) {
      rest = rest.replace(word, "");
    }
    if (rest.codePointCount(0, rest.length()) < Math.min(length, LEFT)) {
      return complain("is made of the user's name or of common words");
    }
    if (length < LENGTH) {
      return complain("has %d characters where at least %d are needed".formatted(length, LENGTH));
    }
    return SecretKeyStrength.isRegular(password, VARIETY)
        ? complain("is too regular to be secret")
        : Optional.empty();
  }

  private static Stream<String> placeholders() {
    return SecretKeyStrength.PLACEHOLDERS.stream();
  }

  private static Optional<String> complain(String fault) {
    return Optional.of(
        fault + ". Give the database user another; openssl rand -base64 24 makes one");
  }
}
