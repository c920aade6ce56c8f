package org.carafe.auth.control;

import java.util.List;
import java.util.Locale;

/**
 * Counts the characters of a password that cannot be guessed from those before: runs of one
 * character, alphabet and keyboard walks, and repetitions of a whole part add nothing.
 */
final class Predictability {

  /** Rows and columns of the common keyboards (US, German, French), and the alphabet. */
  private static final List<String> WALKS =
      List.of(
          "01234567890",
          "abcdefghijklmnopqrstuvwxyz",
          "qwertyuiop",
          "qwertzuiopü",
          "azertyuiop",
          "asdfghjklöä",
          "qsdfghjklm",
          "zxcvbnm",
          "yxcvbnm",
          "wxcvbn",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
          "1q2w3e4r5t6y7u8i9o0p",
          "qawsedrftgyhujikolp");

  private Predictability() {}

  static int unpredictableCharacters(String text) {
    int[] characters = text.toLowerCase(Locale.ROOT).codePoints().toArray();
    int count = 0;
    for (int i = 0; i < characters.length; i++) {
      boolean guessed = i > 0 && follows(characters[i - 1], characters[i]);
      if (!guessed && !repeats(characters, i)) {
        count++;
      }
    }
    return count;
  }

  private static boolean follows(int before, int character) {
    if (before == character) {
      return true;
    }
    String forth = Character.toString(before) + Character.toString(character);
    String back = Character.toString(character) + Character.toString(before);
    return WALKS.stream().anyMatch(walk -> walk.contains(forth) || walk.contains(back));
  }

  /** Whether the four characters up to here, this one included, have stood earlier. */
  private static boolean repeats(int[] characters, int end) {
    for (int period = 1; period <= end - 3; period++) {
      int same = 0;
      while (same < 4 && characters[end - same] == characters[end - same - period]) {
        same++;
      }
      if (same == 4) {
        return true;
      }
    }
    return false;
  }
}
