package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** How the key of one salt is derived from the application's secret key. */
public enum KeyDerivation {
  /** {@code digest(salt + key)}. */
  CONCAT {
    @Override
    byte[] derive(Digest digest, byte[] salt, byte[] key) {
      return digest.hash(salt, key);
    }
  },
  /** {@code digest(salt + "signer" + key)}, the default of itsdangerous. */
  DJANGO_CONCAT {
    @Override
    byte[] derive(Digest digest, byte[] salt, byte[] key) {
      return digest.hash(salt, "signer".getBytes(US_ASCII), key);
    }
  },
  /** {@code HMAC(key, salt)}, what Flask's session and our own tokens use. */
  HMAC {
    @Override
    byte[] derive(Digest digest, byte[] salt, byte[] key) {
      return digest.mac(key).doFinal(salt);
    }
  },
  /** The key as it is: one signature is then good for every purpose. */
  NONE {
    @Override
    byte[] derive(Digest digest, byte[] salt, byte[] key) {
      return key.clone();
    }
  };

  abstract byte[] derive(Digest digest, byte[] salt, byte[] key);
}
