package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret that is handed out once, in a mail or a cookie, and kept only as a hash: whoever reads
 * the database cannot use it.
 *
 * <pre>{@code
 * SecretToken token = SecretToken.create();
 * link(token.text());
 * row.tokenHash = token.hash();
 * }</pre>
 *
 * @param text 43 URL-safe characters, 256 random bits
 */
public record SecretToken(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  public static SecretToken create() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** SHA-256 of the text, 64 hexadecimal digits: the secret is long enough to need no salt. */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Never the secret itself. */
  @Override
  public String toString() {
    return "SecretToken[…]";
  }
}
