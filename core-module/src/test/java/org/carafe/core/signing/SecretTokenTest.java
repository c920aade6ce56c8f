package org.carafe.core.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SecretTokenTest {

  @Test
  void fitsIntoAUrl() {
    assertThat(SecretToken.create().text()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void isNeverTheSameTwice() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(SecretToken.create().text());
    }
    assertThat(seen).hasSize(1_000);
  }

  @Test
  void isKeptAsItsSha256() {
    assertThat(new SecretToken("abc").hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void doesNotShowItselfInALog() {
    SecretToken token = SecretToken.create();

    assertThat(token.toString()).doesNotContain(token.text()).doesNotContain(token.hash());
  }
}
