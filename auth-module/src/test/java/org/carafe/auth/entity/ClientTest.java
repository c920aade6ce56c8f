package org.carafe.auth.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02::/64",
    "2001:db8:1:2::9, 20:01:0d:b8:00:01:00:02::/64",
    "2001:db8:1:3::9, 20:01:0d:b8:00:01:00:03::/64",
    "::ffff:192.0.2.7, 192.0.2.7",
    "unknown, unknown",
    "a:b, a:b"
  })
  void hasAPlace(String address, String place) {
    assertThat(new Client(address, "").place()).isEqualTo(place);
  }

  @Test
  void isCutToWhatTheTablesHold() {
    var client = new Client("a".repeat(100), "b".repeat(1_000));

    assertThat(client.address()).hasSize(64);
    assertThat(client.userAgent()).hasSize(255);
    assertThat(new Client("::1", "")).isEqualTo(new Client("::1", ""));
  }
}
