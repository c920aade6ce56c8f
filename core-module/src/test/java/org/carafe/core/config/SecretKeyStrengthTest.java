package org.carafe.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyStrengthTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "change-me-change-me-change-me-change-me",
        "ReplaceThisWithSomethingRandom0123456789",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "k3Xv9Qz7Lm1P4tRk3Xv9Qz7Lm1P4tRk3Xv9Qz7Lm1P4tR",
        "0101010101010101010101010101010101010101",
        "my-very-own-secret-key-for-the-production-site",
      })
  void refusesWhatNoGeneratorMakes(String key) {
    assertThat(SecretKeyStrength.complaint(key)).isPresent();
  }

  @RepeatedTest(50)
  void acceptsWhatGeneratorsMake() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    assertThat(SecretKeyStrength.complaint(Base64.getEncoder().encodeToString(bytes))).isEmpty();
    assertThat(SecretKeyStrength.complaint(HexFormat.of().formatHex(bytes))).isEmpty();
  }
}
