package org.carafe.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkAddressTest {
  @Test
  void believesOnlyWhatOurOwnProxyAddedLast() {
    assertThat(NetworkAddress.named(List.of("1.1.1.1, 203.0.113.7")))
        .contains(new NetworkAddress("203.0.113.7"));
    assertThat(NetworkAddress.named(List.of("1.1.1.1", "203.0.113.7")))
        .contains(new NetworkAddress("203.0.113.7"));
    assertThat(NetworkAddress.named(List.of("1.1.1.1", "2.2.2.2, 2001:db8::7")))
        .contains(new NetworkAddress("2001:db8::7"));
  }

  @Test
  void takesPortAndBracketsOff() {
    assertThat(NetworkAddress.named(List.of("203.0.113.7:51234")))
        .contains(new NetworkAddress("203.0.113.7"));
    assertThat(NetworkAddress.named(List.of("1.1.1.1, [2001:db8::7]:443")))
        .contains(new NetworkAddress("2001:db8::7"));
    assertThat(NetworkAddress.named(List.of("[2001:db8::7]")))
        .contains(new NetworkAddress("2001:db8::7"));
    assertThat(NetworkAddress.named(List.of("[203.0.113.7]"))).isEmpty();
    assertThat(NetworkAddress.named(List.of("203.0.113.7:x"))).isEmpty();
  }

  @Test
  void believesNothingThatIsNoAddress() {
    assertThat(NetworkAddress.named(List.of())).isEmpty();
    assertThat(NetworkAddress.named(List.of("203.0.113.7, unknown"))).isEmpty();
    assertThat(NetworkAddress.named(List.of("<script>"))).isEmpty();
    assertThat(NetworkAddress.named(List.of(""))).isEmpty();
  }
}
