package org.carafe.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/**
 * The listener speaks HTTP/1.1 alone: in HTTP/2 a body's length need not be told before it comes.
 */
@BrowserTest
@RunAsClient
class ProtocolIT {
  private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  private final Site site = Site.current();

  @Test
  void refusesHttp2() throws IOException {
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      socket.getOutputStream().write(NO_SETTINGS);

      byte[] answer = socket.getInputStream().readNBytes(5);

      // In HTTP/2 it would be the head of a SETTINGS frame.
      assertThat(new String(answer, US_ASCII)).isIn("", "HTTP/");
    }
  }
}
