package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * Recognises what must not be kept as it is, such as a name that was tried or a network address:
 * there are too few of them for a plain hash to hide anything.
 *
 * <pre>{@code
 * KeyedDigest places = KeyedDigest.forPurpose(keys, "auth.throttle");
 * row.subject = places.of("place", "192.0.2.7");
 * }</pre>
 *
 * <p>HMAC-SHA256 (RFC 2104) under a key of the purpose. Only the newest secret key counts: after it
 * is replaced nothing that was kept is recognised.
 */
public final class KeyedDigest {
  private final byte[] key;

  private KeyedDigest(byte[] key) {
    this.key = key;
  }

  /** A digest that says nothing about what another purpose keeps. */
  public static KeyedDigest forPurpose(SigningKeys keys, String purpose) {
    byte[] newest = keys.newestFirst().get(0);
    return new KeyedDigest(
        KeyDerivation.HMAC.derive(Digest.SHA256, ("digest\n" + purpose).getBytes(UTF_8), newest));
  }

  /** 64 hexadecimal digits for these parts in this order. */
  public String of(String... parts) {
    Mac mac = Digest.SHA256.mac(key);
    for (String part : parts) {
      byte[] bytes = part.getBytes(UTF_8);
      // With its length, so that no two lists of parts run together.
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      mac.update(bytes);
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
