package org.carafe.core.signing;

import java.time.Duration;
import java.time.Instant;

/** A token is genuine but older than allowed, or dated in the future. */
public final class SignatureExpired extends BadSignature {

  private static final long serialVersionUID = 1L;

  private final Instant signedAt;

  SignatureExpired(Instant signedAt, Duration age, Duration maxAge) {
    super(
        age.isNegative()
            ? "The token is dated " + age.negated().toSeconds() + " s in the future."
            : "The token is "
                + age.toSeconds()
                + " s old, allowed are "
                + maxAge.toSeconds()
                + ".");
    this.signedAt = signedAt;
  }

  /** When the token was signed; trustworthy, as the signature was right. */
  public Instant signedAt() {
    return signedAt;
  }
}
