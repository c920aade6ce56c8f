package org.carafe.core.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedDigestTest {
  private final KeyedDigest places = KeyedDigest.forPurpose(SigningKeys.of("secret"), "places");

  @Test
  void recognisesWhatItSawBefore() {
    assertThat(places.of("place", "192.0.2.7"))
        .matches("[0-9a-f]{64}")
        .isEqualTo(places.of("place", "192.0.2.7"))
        .isNotEqualTo(places.of("place", "192.0.2.8"));
  }

  @Test
  void tellsPartsApart() {
    assertThat(places.of("ab", "c")).isNotEqualTo(places.of("a", "bc"));
    assertThat(places.of("a", "")).isNotEqualTo(places.of("a"));
  }

  @Test
  void isAnotherForEachKeyAndPurpose() {
    assertThat(places.of("x"))
        .isNotEqualTo(KeyedDigest.forPurpose(SigningKeys.of("another"), "places").of("x"))
        .isNotEqualTo(KeyedDigest.forPurpose(SigningKeys.of("secret"), "names").of("x"))
        .isEqualTo(KeyedDigest.forPurpose(SigningKeys.of("secret", "another"), "places").of("x"));
  }
}
