package org.carafe.auth.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {
  @Test
  void believesOnlyWhatOurOwnProxyAddedLast() {
    assertThat(Clients.named(List.of("1.1.1.1, 203.0.113.7"))).contains("203.0.113.7");
    assertThat(Clients.named(List.of("1.1.1.1", "203.0.113.7"))).contains("203.0.113.7");
    assertThat(Clients.named(List.of("1.1.1.1", "2.2.2.2, 2001:db8::7"))).contains("2001:db8::7");
  }

  @Test
  void believesNothingThatIsNoAddress() {
    assertThat(Clients.named(List.of())).isEmpty();
    assertThat(Clients.named(List.of("203.0.113.7, unknown"))).isEmpty();
    assertThat(Clients.named(List.of("<script>"))).isEmpty();
    assertThat(Clients.named(List.of(""))).isEmpty();
  }
}
