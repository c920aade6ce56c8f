package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Clients that send forms slowly keep others from nothing but sending. */
@BrowserTest
@RunAsClient
class SlowBodiesIT {
  private static final int CLIENTS = 300;
  private static final String REQUEST =
      "POST /login HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\na=1&";

  private final Site site = Site.current();

  @Test
  void leaveThreadsToOthers() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        var socket = new Socket(site.url().getHost(), site.url().getPort());
        slow.add(socket);
        byte[] head = REQUEST.formatted(site.url().getAuthority()).getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(head);
      }

      assertThat(new Visitor(site.url()).get("/login").status()).isEqualTo(200);
      // Turned away at once: without the gate each would be given a thread, sooner or later.
      Socket last = slow.get(CLIENTS - 1);
      last.setSoTimeout(30_000);
      assertThat(new String(last.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 503");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
