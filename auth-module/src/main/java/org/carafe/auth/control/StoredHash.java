package org.carafe.auth.control;

import java.util.Optional;

/** A password hash as it is stored, of any format we read. */
sealed interface StoredHash permits Argon2Hash, WerkzeugHash {

  /** Whether the password belongs to the hash; costs what the hash's parameters say. */
  boolean matches(String password);

  /** The hash in the text; empty if it is malformed, unknown or dearer than we compute. */
  static Optional<StoredHash> parse(String stored) {
    return stored.startsWith("$argon2")
        ? Argon2Hash.parse(stored).map(hash -> hash)
        : WerkzeugHash.parse(stored).map(hash -> hash);
  }
}
