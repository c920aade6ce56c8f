package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;

/**
 * Signs what leaves the application and comes back: cookies and links.
 *
 * <pre>{@code
 * Signer sessions = Signer.forPurpose(keys, "session");
 * String cookie = sessions.sign("42", clock.instant());
 * try {
 *   String id = sessions.verify(cookie, Duration.ofDays(3), clock.instant()).text();
 * } catch (SignatureExpired e) {
 *   // genuine, but signed at e.signedAt()
 * } catch (BadSignature e) {
 *   // forged, damaged or meant for another purpose
 * }
 * }</pre>
 *
 * <p>A token reads {@code payload.timestamp.signature}, each part in URL-safe Base64, so it fits a
 * cookie and a path. The payload is signed, not encrypted: whoever holds the token can read it.
 *
 * <p>In Python, {@code itsdangerous.TimestampSigner(keys, salt=purpose, key_derivation="hmac",
 * digest_method=hashlib.sha256)} verifies it. Instances are immutable and safe for any number of
 * threads; keep one per purpose.
 */
public final class Signer {

  /** Nodes' clocks differ a little: a token signed by one must be good on the next at once. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private final Signature signature;

  private Signer(Signature signature) {
    this.signature = signature;
  }

  /**
   * A signer whose tokens are worth nothing for any other purpose.
   *
   * @param purpose such as "session" or "auth.confirm"; it is the salt of the key
   */
  public static Signer forPurpose(SigningKeys keys, String purpose) {
    if (purpose.isBlank()) {
      throw new IllegalArgumentException("A signer needs the name of its purpose; it is empty.");
    }
    return new Signer(new Signature(keys, purpose, KeyDerivation.HMAC, Digest.SHA256));
  }

  /** A token that carries the text. */
  public String sign(String payload, Instant now) {
    return sign(payload.getBytes(UTF_8), now);
  }

  /** A token that carries the bytes. */
  public String sign(byte[] payload, Instant now) {
    return signature.sign(Signature.encode(payload), now);
  }

  /**
   * What a token carries.
   *
   * @param maxAge how long after signing the token is good, to the second
   * @throws SignatureExpired if it is older, or dated more than 30 s after {@code now}
   * @throws BadSignature if it was not signed by one of the keys for this purpose, or is longer
   *     than 16,384 characters
   */
  public Signed verify(String token, Duration maxAge, Instant now) throws BadSignature {
    Signature.Stamped stamped = signature.unsign(token, maxAge, now, CLOCK_SKEW);
    byte[] payload = Signature.decode(stamped.value());
    if (payload == null) {
      throw new BadSignature("The payload is not URL-safe Base64.");
    }
    return new Signed(payload, stamped.signedAt());
  }
}
