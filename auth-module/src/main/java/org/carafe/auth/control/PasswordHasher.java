package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id, and reads what we or a Flask system stored before.
 *
 * <pre>{@code
 * String stored = hasher.hash(password);          // $argon2id$v=19$m=19456,t=2,p=1$…
 * if (hasher.verify(password, stored) && hasher.needsRehash(stored)) {
 *   stored = hasher.hash(password);
 * }
 * }</pre>
 *
 * <p>19 MiB of memory, two iterations, one lane: the minimum of the OWASP Password Storage Cheat
 * Sheet. Passwords are normalised to NFKC first (NIST SP 800-63B, 3.1.1.2), so the same password
 * typed on another keyboard fits. As many are hashed at once as there are cores.
 */
@ApplicationScoped
public class PasswordHasher {

  private static final Logger LOG = System.getLogger(PasswordHasher.class.getName());

  private static final Argon2Hash.Cost COST =
      new Argon2Hash.Cost(
          Argon2Parameters.ARGON2_id, Argon2Parameters.ARGON2_VERSION_13, 19_456, 2, 1);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** They come in waves, when something is announced, and half of the cores work for them. */
  private static final Duration PATIENCE_TO_SIGN_UP = Duration.ofSeconds(30);

  /** Well below the 160 who may send at once, so that those who sign in find a place. */
  private static final int SIGN_UPS_WAITING = 112;

  /** No password anybody has set is longer; hashing a longer one would only burn time. */
  private static final int MAX_LENGTH = 1_024;

  private final SecureRandom random = new SecureRandom();
  private final HashingGate gate;
  private final HashingGate signUps;
  private final Argon2Hash nobodys;

  public PasswordHasher() {
    this(new HashingGate(Runtime.getRuntime().availableProcessors(), PATIENCE));
  }

  PasswordHasher(HashingGate gate) {
    this.gate = gate;
    this.signUps = gate.half(SIGN_UPS_WAITING, PATIENCE_TO_SIGN_UP);
    this.nobodys = new Argon2Hash(COST, random(SALT_BYTES), random(HASH_BYTES));
  }

  /**
   * The hash to store, in the PHC string format.
   *
   * @throws org.carafe.core.HttpError 503 if too many others wait
   */
  public String hash(String password) {
    return hash(password, gate);
  }

  /**
   * Like {@link #hash}, for somebody nobody knows yet: a flood of sign-ups takes half of the cores
   * at the most and leaves the rest to those who sign in.
   *
   * @throws org.carafe.core.HttpError 503 if too many others wait
   */
  public String hashForSignUp(String password) {
    return hash(password, signUps);
  }

  private String hash(String password, HashingGate through) {
    String normalised = normalise(password);
    return through
        .pass(() -> Argon2Hash.of(normalised, COST, random(SALT_BYTES), HASH_BYTES))
        .encoded();
  }

  /**
   * Whether the password belongs to the stored hash. A hash we cannot read fits no password.
   *
   * @throws org.carafe.core.HttpError 503 if too many others wait
   */
  public boolean verify(String password, String stored) {
    Optional<StoredHash> hash = StoredHash.parse(stored);
    if (hash.isEmpty()) {
      LOG.log(Level.WARNING, "A stored password hash is malformed, unknown or too costly to read.");
    }
    if (hash.isEmpty() || password.length() > MAX_LENGTH) {
      return verifyNobody(password);
    }
    return gate.pass(() -> hash.get().matches(asHashed(password, hash.get())));
  }

  /**
   * Takes as long as {@link #verify} and is always false: for a sign-in with an unknown name, which
   * must not be told from a wrong password by its time.
   *
   * @throws org.carafe.core.HttpError 503 if too many others wait
   */
  public boolean verifyNobody(String password) {
    String bounded = password.substring(0, Math.min(password.length(), MAX_LENGTH));
    gate.pass(() -> nobodys.matches(bounded));
    return false;
  }

  /** Whether the hash is of another kind or cost than new ones. */
  public boolean needsRehash(String stored) {
    return StoredHash.parse(stored)
        .filter(hash -> hash instanceof Argon2Hash argon2 && argon2.cost().equals(COST))
        .isEmpty();
  }

  /** Werkzeug hashes what was typed, as it was typed. */
  private static String asHashed(String password, StoredHash hash) {
    return hash instanceof WerkzeugHash ? password : normalise(password);
  }

  private static String normalise(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
