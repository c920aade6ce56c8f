package org.carafe.auth.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2 hash in the PHC string format, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 * @see <a href="https://github.com/P-H-C/phc-string-format">PHC string format</a>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual only
record Argon2Hash(Cost cost, byte[] salt, byte[] hash) implements StoredHash {

  /**
   * What a hash costs.
   *
   * @param memory in KiB
   */
  record Cost(int type, int version, int memory, int iterations, int parallelism) {

    boolean isBearable() {
      return memory <= MAX_MEMORY
          && parallelism >= 1
          && parallelism <= MAX_PARALLELISM
          && memory >= 8 * parallelism
          && iterations >= 1
          && iterations <= MAX_ITERATIONS;
    }
  }

  /** 64 MiB. A stored hash that asks for more could be an attempt to exhaust the machine. */
  static final int MAX_MEMORY = 65_536;

  static final int MAX_ITERATIONS = 10;
  static final int MAX_PARALLELISM = 8;

  private static final int MIN_SALT = 8;
  private static final int MIN_HASH = 16;
  private static final int MAX_BYTES = 64;

  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2(id|i)(?:\\$v=(16|19))?\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
              + "\\$([A-Za-z0-9+/]{1,88})\\$([A-Za-z0-9+/]{1,88})");

  static Argon2Hash of(String password, Cost cost, byte[] salt, int length) {
    return new Argon2Hash(cost, salt, compute(password, cost, salt, length));
  }

  static Optional<Argon2Hash> parse(String stored) {
    Matcher matcher = FORMAT.matcher(stored);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Cost cost =
        new Cost(
            matcher.group(1).equals("id") ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i,
            "19".equals(matcher.group(2))
                ? Argon2Parameters.ARGON2_VERSION_13
                : Argon2Parameters.ARGON2_VERSION_10,
            Integer.parseInt(matcher.group(3)),
            Integer.parseInt(matcher.group(4)),
            Integer.parseInt(matcher.group(5)));
    try {
      byte[] salt = Base64.getDecoder().decode(matcher.group(6));
      byte[] hash = Base64.getDecoder().decode(matcher.group(7));
      boolean readable =
          cost.isBearable()
              && salt.length >= MIN_SALT
              && salt.length <= MAX_BYTES
              && hash.length >= MIN_HASH
              && hash.length <= MAX_BYTES;
      return readable ? Optional.of(new Argon2Hash(cost, salt, hash)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64
    }
  }

  @Override
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, cost, salt, hash.length));
  }

  String encoded() {
    return "$argon2%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.type() == Argon2Parameters.ARGON2_id ? "id" : "i",
            cost.version(),
            cost.memory(),
            cost.iterations(),
            cost.parallelism(),
            encode(salt),
            encode(hash));
  }

  private static byte[] compute(String password, Cost cost, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(cost.type())
            .withVersion(cost.version())
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(UTF_8), hash);
    return hash;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
