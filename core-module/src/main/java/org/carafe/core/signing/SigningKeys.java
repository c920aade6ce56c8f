package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/**
 * The secret keys of the application: the newest signs, all verify, so a key can be replaced
 * without signing anybody out.
 *
 * <pre>{@code
 * SigningKeys keys = SigningKeys.of("the new secret", "last year's secret");
 * }</pre>
 */
public final class SigningKeys {

  private final List<byte[]> newestFirst;

  private SigningKeys(List<byte[]> newestFirst) {
    this.newestFirst = newestFirst;
  }

  /**
   * Keys by their text (UTF-8), newest first.
   *
   * @throws IllegalArgumentException if a key is empty
   */
  public static SigningKeys of(String newest, String... older) {
    List<byte[]> keys =
        Stream.concat(Stream.of(newest), Stream.of(older)).map(key -> key.getBytes(UTF_8)).toList();
    if (keys.stream().anyMatch(key -> key.length == 0)) {
      throw new IllegalArgumentException("A signing key is empty. Give every key a random value.");
    }
    return new SigningKeys(keys);
  }

  List<byte[]> newestFirst() {
    return newestFirst;
  }

  /** The number of keys; the keys themselves are never printed. */
  @Override
  public String toString() {
    return "SigningKeys[" + newestFirst.size() + "]";
  }
}
