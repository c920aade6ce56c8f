package org.carafe.core.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash function under a signature. */
public enum Digest {
  /** The default of itsdangerous and Flask; only to read what they issued. */
  SHA1("SHA-1", "HmacSHA1"),
  SHA256("SHA-256", "HmacSHA256"),
  SHA512("SHA-512", "HmacSHA512");

  private final String hash;
  private final String hmac;

  Digest(String hash, String hmac) {
    this.hash = hash;
    this.hmac = hmac;
  }

  byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(hash);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks " + hash + ".", e);
    }
  }

  Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(key, hmac));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks " + hmac + ".", e);
    }
  }
}
