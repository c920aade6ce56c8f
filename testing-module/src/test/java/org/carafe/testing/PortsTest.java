package org.carafe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void saysThatSomebodyElseListens() throws IOException {
    int port;
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
      assertThat(Ports.obstacle(port)).get().asString().startsWith("Port " + port + " is in use.");
    }
    assertThat(Ports.obstacle(port)).isEmpty();
  }

  /** Not provoked, because whoever runs the tests may be privileged. */
  @Test
  void tellsAPortOnlyForOthersFromOneInUse() {
    assertThat(Ports.explain(80, new BindException("Permission denied (Bind failed)")))
        .isEqualTo("Port 80 is for privileged users only. Choose one from 1024 on.");
  }
}
