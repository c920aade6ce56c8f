package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * The verified content of a token and the second it was signed.
 *
 * @param payload the bytes that were signed
 * @param signedAt when, to the second
 */
@SuppressWarnings("ArrayRecordComponent") // read once and dropped, never compared
public record Signed(byte[] payload, Instant signedAt) {

  /** The payload as UTF-8 text. */
  public String text() {
    return new String(payload, UTF_8);
  }

  /** Without the payload, which may be a secret. */
  @Override
  public String toString() {
    return "Signed[" + payload.length + " bytes, " + signedAt + "]";
  }
}
