package org.carafe.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The listener speaks HTTP/1.1 alone: in HTTP/2 a body's length need not be told before it comes.
 */
@BrowserTest
@RunAsClient
class ProtocolIT {
  private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  private final Site site = Site.current();

  private Socket connect() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(site.url().getHost(), site.url().getPort()));
    return socket;
  }

  /** A request behind another would be what a proxy took for the end of the first one's body. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"
      })
  void refusesLengthsThatCouldMeanTwoThings(String lengths) throws IOException {
    try (var socket = connect()) {
      String request =
          "POST /login HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n%s\r\n\r\n0\r\n\r\nGET /register HTTP/1.1\r\nHost: x\r\n\r\n"
              .formatted(site.url().getAuthority(), lengths);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1 ");
    }
  }

  /** What is not read is kept in memory: a few such clients would take all of it. */
  @Test
  void hangsUpOnWhoAsksOnWithoutReading() throws Exception {
    String file =
        new Visitor(site.url()).get("/").page().select("link[rel=stylesheet]").attr("href");
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(file, site.url().getAuthority());
    try (var socket = connect()) {
      long read = 0;
      try {
        socket.getOutputStream().write(request.repeat(95).getBytes(US_ASCII));
        Thread.sleep(3_000);
        byte[] buffer = new byte[64 * 1024];
        for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
          read += n;
        }
      } catch (SocketException hungUp) {
        assertThat(hungUp).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
      long size = new Visitor(site.url()).get(file).body().length();
      assertThat(size).isGreaterThan(60_000);
      assertThat(read).as("of 95 times %d bytes", size).isLessThan(50 * size);
    }
  }

  /** Whoever reads may ask ahead. */
  @Test
  void answersWhoReads() throws Exception {
    String file =
        new Visitor(site.url()).get("/").page().select("link[rel=stylesheet]").attr("href");
    String request = "GET %s HTTP/1.1\r\nHost: %s\r\n".formatted(file, site.url().getAuthority());
    try (var socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ((request + "\r\n").repeat(3) + request + "Connection: close\r\n\r\n")
                  .getBytes(US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(5);
    }
  }

  @Test
  void refusesHttp2() throws IOException {
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      socket.getOutputStream().write(NO_SETTINGS);

      byte[] answer = socket.getInputStream().readNBytes(5);

      // In HTTP/2 it would be the head of a SETTINGS frame.
      assertThat(new String(answer, US_ASCII)).isIn("", "HTTP/");
    }
  }
}
