package org.carafe.auth.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTest {

  @Test
  void isCutToWhatTheTablesHold() {
    var client = new Client("a".repeat(100), "b".repeat(1_000));

    assertThat(client.address()).hasSize(64);
    assertThat(client.userAgent()).hasSize(255);
    assertThat(new Client("::1", "")).isEqualTo(new Client("::1", ""));
  }
}
