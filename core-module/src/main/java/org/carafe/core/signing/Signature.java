package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * What itsdangerous calls {@code Signer} and {@code TimestampSigner}: appends a signature to a
 * value and takes it off again.
 *
 * <pre>{@code
 * Signature signature =
 *     new Signature(SigningKeys.of("secret-key"), "activate", KeyDerivation.DJANGO_CONCAT, Digest.SHA1);
 * String signed = signature.sign("value");      // value.c2lnbmF0dXJl…
 * String value = signature.unsign(signed);
 * }</pre>
 *
 * <p>The value itself is not encoded; {@link Signer} and {@link Serializer} do that. Signatures are
 * compared in constant time. Instances are immutable and safe for any number of threads.
 */
public final class Signature {

  /** Longer tokens are refused unread; no cookie and no link of ours comes near it. */
  static final int MAX_TOKEN_LENGTH = 16_384;

  private static final char SEPARATOR = '.';
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final List<Mac> newestFirst;

  /**
   * A signature for one purpose.
   *
   * @param salt names the purpose: a token of one salt is worth nothing under another
   */
  public Signature(SigningKeys keys, String salt, KeyDerivation derivation, Digest digest) {
    byte[] saltBytes = salt.getBytes(UTF_8);
    this.newestFirst =
        keys.newestFirst().stream()
            .map(key -> digest.mac(derivation.derive(digest, saltBytes, key)))
            .toList();
  }

  /** {@code value.signature}. */
  public String sign(String value) {
    byte[] mac = mac(newestFirst.get(0), value.getBytes(UTF_8));
    return value + SEPARATOR + encode(mac);
  }

  /** {@code value.timestamp.signature}, the time in whole seconds. */
  public String sign(String value, Instant now) {
    byte[] seconds = BigInteger.valueOf(now.getEpochSecond()).toByteArray();
    int leadingZero = seconds.length > 1 && seconds[0] == 0 ? 1 : 0;
    byte[] timestamp = Arrays.copyOfRange(seconds, leadingZero, seconds.length);
    return sign(value + SEPARATOR + encode(timestamp));
  }

  /**
   * The value of {@code value.signature}.
   *
   * @throws BadSignature if there is no signature of ours
   */
  public String unsign(String token) throws BadSignature {
    if (token.length() > MAX_TOKEN_LENGTH) {
      throw new BadSignature(
          "The token has "
              + token.length()
              + " characters, at most "
              + MAX_TOKEN_LENGTH
              + " are read.");
    }
    int dot = token.lastIndexOf(SEPARATOR);
    if (dot < 0) {
      throw new BadSignature("The token has no signature.");
    }
    String value = token.substring(0, dot);
    byte[] signature = decode(token.substring(dot + 1));
    if (signature == null || !matches(value.getBytes(UTF_8), signature)) {
      throw new BadSignature("The signature does not match.");
    }
    return value;
  }

  /**
   * The value of {@code value.timestamp.signature}.
   *
   * @param maxAge how old the token may be; null allows any age
   * @throws SignatureExpired if it is older, or dated after {@code now}
   * @throws BadSignature if there is no signature of ours or no timestamp
   */
  public Stamped unsign(String token, @Nullable Duration maxAge, Instant now) throws BadSignature {
    return unsign(token, maxAge, now, Duration.ZERO);
  }

  Stamped unsign(String token, @Nullable Duration maxAge, Instant now, Duration clockSkew)
      throws BadSignature {
    String stamped = unsign(token);
    int dot = stamped.lastIndexOf(SEPARATOR);
    if (dot < 0) {
      throw new BadSignature("The token has no timestamp.");
    }
    Instant signedAt = instant(decode(stamped.substring(dot + 1)));
    if (maxAge != null) {
      long age = now.getEpochSecond() - signedAt.getEpochSecond();
      if (age > maxAge.toSeconds() || age < -clockSkew.toSeconds()) {
        throw new SignatureExpired(signedAt, Duration.ofSeconds(age), maxAge);
      }
    }
    return new Stamped(stamped.substring(0, dot), signedAt);
  }

  private static Instant instant(byte @Nullable [] timestamp) throws BadSignature {
    if (timestamp != null && timestamp.length <= Long.BYTES) {
      BigInteger seconds = new BigInteger(1, timestamp);
      if (seconds.compareTo(BigInteger.valueOf(LATEST.getEpochSecond())) <= 0) {
        return Instant.ofEpochSecond(seconds.longValue());
      }
    }
    throw new BadSignature("The timestamp is malformed.");
  }

  /** Tries every key, so the time taken does not tell which one matched. */
  private boolean matches(byte[] value, byte[] signature) {
    boolean matched = false;
    for (Mac key : newestFirst) {
      matched |= MessageDigest.isEqual(mac(key, value), signature);
    }
    return matched;
  }

  /** A keyed Mac is never fed itself but cloned for each use, which is cheap and thread-safe. */
  private static byte[] mac(Mac keyed, byte[] value) {
    try {
      return ((Mac) keyed.clone()).doFinal(value);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(
          "The security provider " + keyed.getProvider() + " cannot clone a Mac; use SunJCE.", e);
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte @Nullable [] decode(String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64.getBytes(ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A value and the second it was signed.
   *
   * @param value what was signed
   * @param signedAt when, to the second
   */
  public record Stamped(String value, Instant signedAt) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
      return "Stamped[" + signedAt + "]";
    }
  }
}
