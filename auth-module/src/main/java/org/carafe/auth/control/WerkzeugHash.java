package org.carafe.auth.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A hash that Werkzeug's {@code generate_password_hash} made, {@code method$salt$hex}: accounts
 * imported from a Flask system sign in with it once and are then hashed anew.
 *
 * @see <a
 *     href="https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.check_password_hash">Werkzeug</a>
 */
record WerkzeugHash(Method method, String salt, String hex) implements StoredHash {

  sealed interface Method permits Scrypt, Pbkdf2 {
    byte[] compute(String password, byte[] salt);

    boolean isBearable();
  }

  private static final Map<String, Integer> HASH_BYTES =
      Map.of("sha1", 20, "sha256", 32, "sha512", 64);

  /** A salt is never empty: Werkzeug makes 16 letters and digits, older versions 8. */
  private static final Pattern FORMAT = Pattern.compile("([^$]+)\\$([^$]{1,64})\\$(.{0,200})");

  private static final Pattern SCRYPT =
      Pattern.compile("scrypt(?::(\\d{1,9}):(\\d{1,9}):(\\d{1,9}))?");
  private static final Pattern PBKDF2 =
      Pattern.compile("pbkdf2(?::(sha1|sha256|sha512)(?::(\\d{1,9}))?)?");

  static Optional<WerkzeugHash> parse(String stored) {
    Matcher parts = FORMAT.matcher(stored);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return method(parts.group(1))
        .filter(Method::isBearable)
        .map(method -> new WerkzeugHash(method, parts.group(2), parts.group(3)));
  }

  private static Optional<Method> method(String text) {
    Matcher scrypt = SCRYPT.matcher(text);
    if (scrypt.matches()) {
      return Optional.of(
          scrypt.group(1) == null
              ? new Scrypt(32_768, 8, 1)
              : new Scrypt(
                  Integer.parseInt(scrypt.group(1)),
                  Integer.parseInt(scrypt.group(2)),
                  Integer.parseInt(scrypt.group(3))));
    }
    Matcher pbkdf2 = PBKDF2.matcher(text);
    if (pbkdf2.matches()) {
      return Optional.of(
          new Pbkdf2(
              pbkdf2.group(1) == null ? "sha256" : pbkdf2.group(1),
              pbkdf2.group(2) == null ? 1_000_000 : Integer.parseInt(pbkdf2.group(2))));
    }
    return Optional.empty();
  }

  @Override
  public boolean matches(String password) {
    String computed = HexFormat.of().formatHex(method.compute(password, salt.getBytes(UTF_8)));
    return MessageDigest.isEqual(computed.getBytes(UTF_8), hex.getBytes(UTF_8));
  }

  /** {@code scrypt:N:r:p}, 64 bytes. */
  record Scrypt(int n, int r, int p) implements Method {

    /** 64 MiB, twice what Werkzeug's default takes. */
    private static final long MAX_MEMORY = 64L << 20;

    private static final int MAX_PARALLELISM = 4;

    @Override
    public boolean isBearable() {
      return n > 1
          && Integer.bitCount(n) == 1
          && r >= 1
          && p >= 1
          && p <= MAX_PARALLELISM
          && 128L * n * r <= MAX_MEMORY;
    }

    @Override
    public byte[] compute(String password, byte[] salt) {
      return SCrypt.generate(password.getBytes(UTF_8), salt, n, r, p, 64);
    }
  }

  /** {@code pbkdf2:digest:iterations}, as long as the digest. */
  record Pbkdf2(String digest, int iterations) implements Method {

    private static final int MAX_ITERATIONS = 2_000_000;

    @Override
    public boolean isBearable() {
      return iterations >= 1 && iterations <= MAX_ITERATIONS;
    }

    @Override
    public byte[] compute(String password, byte[] salt) {
      int bits = HASH_BYTES.getOrDefault(digest, 0) * Byte.SIZE;
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bits);
      try {
        return SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase(Locale.ROOT))
            .generateSecret(spec)
            .getEncoded();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("This Java runtime lacks PBKDF2 with " + digest + ".", e);
      } finally {
        spec.clearPassword();
      }
    }
  }
}
