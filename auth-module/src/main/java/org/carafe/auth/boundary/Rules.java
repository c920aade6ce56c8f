package org.carafe.auth.boundary;

import org.carafe.auth.control.PasswordPolicy;
import org.carafe.core.text.Username;

/** The texts of the rules for names and passwords. */
final class Rules {
  private Rules() {}

  static String key(Username.Problem problem) {
    return switch (problem) {
      case TOO_SHORT -> "auth.username.tooShort";
      case TOO_LONG -> "auth.username.tooLong";
      case CHARACTERS -> "auth.username.characters";
      case MIXED_SCRIPTS -> "auth.username.mixedScripts";
      case RESERVED -> "auth.username.reserved";
    };
  }

  static String key(PasswordPolicy.Problem problem) {
    return switch (problem) {
      case TOO_SHORT -> "auth.password.tooShort";
      case TOO_LONG -> "auth.password.tooLong";
      case COMMON -> "auth.password.common";
      case PREDICTABLE -> "auth.password.predictable";
      case PERSONAL -> "auth.password.personal";
    };
  }

  /** The number that the sentence about a password names. */
  static Object[] arguments(PasswordPolicy.Problem problem) {
    return switch (problem) {
      case TOO_SHORT -> new Object[] {PasswordPolicy.MIN_LENGTH};
      case TOO_LONG -> new Object[] {PasswordPolicy.MAX_LENGTH};
      default -> new Object[0];
    };
  }
}
