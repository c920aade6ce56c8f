package org.carafe.core.text;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The form of a username or e-mail address that is unique and searched; what the person typed is
 * kept beside it for display.
 *
 * <pre>{@code
 * IdentityKey.of(" Ａda@Example.org\u200B"); // ada@example.org
 * }</pre>
 *
 * <p>Unicode compatibility forms are folded (NFKC), letters are lower case in no particular
 * language, invisible characters and surrounding space are gone. Letters that only look or sort
 * alike stay apart: {@code mıke} is not {@code mike}, {@code straße} not {@code strasse}, a
 * Cyrillic {@code а} not a Latin one. The column needs a binary collation ({@code utf8mb4_bin});
 * others would call some of these equal.
 *
 * <p>The domain of an address is in letters, also where its ASCII form was typed: {@code
 * ada@xn--bcher-kva.example} is {@code ada@bücher.example}.
 *
 * <p>Mail goes to the address that is stored, never to the one that was typed to find it.
 */
public final class IdentityKey {
  /** Normalising takes time that grows with the square of the length; no name is this long. */
  private static final int LONGEST = 512;

  private IdentityKey() {}

  /** The key of what was typed; of a key it is the key itself. */
  public static String of(String typed) {
    if (typed.length() > LONGEST) {
      return of(typed.substring(0, LONGEST));
    }
    String folded = nfkc(nfkc(typed).toLowerCase(Locale.ROOT).replace('ς', 'σ'));
    StringBuilder visible = new StringBuilder(folded.length());
    folded.codePoints().filter(c -> !isInvisible(c)).forEach(visible::appendCodePoint);
    return withDomain(nfkc(visible.toString().strip()));
  }

  /** A domain is the same in letters and in ASCII (RFC 5890); the key has the letters. */
  private static String withDomain(String key) {
    int domain = key.lastIndexOf('@') + 1;
    return domain == 0 || !key.contains("xn--")
        ? key
        : key.substring(0, domain)
            + nfkc(IDN.toUnicode(key.substring(domain)).toLowerCase(Locale.ROOT));
  }

  /** Whether the character shows nothing: controls, joiners, directions, variation selectors. */
  static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      default ->
          character == 0x034F // combining grapheme joiner
              || character == 0x115F // Hangul fillers
              || character == 0x1160
              || character == 0x17B4 // Khmer inherent vowels
              || character == 0x17B5
              || (character >= 0x180B && character <= 0x180F) // Mongolian variation selectors
              || (character >= 0xFE00 && character <= 0xFE0F) // variation selectors
              || (character >= 0xE0000 && character <= 0xE0FFF); // tags, variation selectors
    };
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
