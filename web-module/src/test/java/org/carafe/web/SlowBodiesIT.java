package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send slowly keep others neither from pages nor from sending. */
@BrowserTest
@RunAsClient
class SlowBodiesIT {
  private static final String REQUEST =
      "POST %s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: %s\r\n"
          + "Authorization: Bearer a-secret-for-tests-that-guards-nothing\r\n"
          + "Content-Type: %s\r\nContent-Length: 5000\r\n\r\n%s";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Site site = Site.current();
  private final String place = Visitor.freshAddress();
  private final List<Socket> slow = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private Socket begin(String from, String path, String type, String start) throws IOException {
    var socket = new Socket(site.url().getHost(), site.url().getPort());
    slow.add(socket);
    socket.setSoTimeout(60_000);
    socket
        .getOutputStream()
        .write(
            REQUEST
                .formatted(path, site.url().getAuthority(), from, type, start)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private Socket begin(String from) throws IOException {
    return begin(from, "/login", FORM, "a=1&");
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  private Answer signIn(String from) {
    return new Visitor(site.url())
        .from(from)
        .post(
            "/login",
            Map.of(
                "signin", "signin",
                "login", Member.freshName(),
                "password", "wrong",
                "go", "1",
                "jakarta.faces.ViewState", "stateless"));
  }

  @Test
  void fromEverywhereLeaveThreadsToOthers() throws IOException {
    Socket last = begin(Visitor.freshAddress());
    for (int i = 1; i < 300; i++) {
      last = begin(Visitor.freshAddress());
    }

    assertThat(new Visitor(site.url()).get("/login").status()).isEqualTo(200);
    // Turned away at once: without the gate each would be given a thread, sooner or later.
    assertThat(status(last)).isEqualTo("HTTP/1.1 503");
  }

  @Test
  void fromOnePlaceLeaveOthersToSend() throws IOException {
    Socket last = begin(place);
    for (int i = 1; i < 175; i++) {
      last = begin(place);
    }

    assertThat(status(last)).isEqualTo("HTTP/1.1 429");
    assertThat(signIn(Visitor.freshAddress()).status()).isEqualTo(422);
    assertThat(new Visitor(site.url()).from(place).get("/login").status()).isEqualTo(200);
  }

  @Test
  void areGivenUpInTime() throws Exception {
    var form = CompletableFuture.supplyAsync(() -> secondsUntilGivenUp("/login", FORM));
    var mail =
        CompletableFuture.supplyAsync(() -> secondsUntilGivenUp("/mail/bounces", "message/rfc822"));

    assertThat(form.get()).as("a form").isBetween(8L, 40L);
    assertThat(mail.get()).as("a mail").isBetween(8L, 40L);
  }

  /** One byte each second: never so silent that the server itself would give up. */
  private long secondsUntilGivenUp(String path, String type) {
    try {
      return drip(path, type);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long drip(String path, String type) throws IOException, InterruptedException {
    Socket dripping = begin(place, path, type, "a");
    long begun = System.nanoTime();
    try {
      for (int i = 0; i < 50 && dripping.getInputStream().available() == 0; i++) {
        Thread.sleep(1_000);
        dripping.getOutputStream().write('a');
      }
      if (dripping.getInputStream().available() > 0) {
        assertThat(status(dripping)).isEqualTo("HTTP/1.1 408");
      }
    } catch (IOException hungUp) {
      assertThat(hungUp).as("the connection was closed").isNotNull();
    }
    return (System.nanoTime() - begun) / 1_000_000_000L;
  }

  /** The server's own patience, of five seconds for each read, ends in the same words. */
  @Test
  void withFilesThatStopAreGivenUpInTime() throws Exception {
    Socket stalled = begin(place, "/album", "multipart/form-data; boundary=edge", "--edge\r\n");

    assertThat(status(stalled)).isEqualTo("HTTP/1.1 408");
  }

  @Test
  void giveTheirShareBack() throws Exception {
    for (int i = 0; i < 16; i++) {
      begin(place);
    }
    Thread.sleep(500);
    assertThat(signIn(place).status()).isEqualTo(429);
    leave();

    Answer later = signIn(place);
    for (int i = 0; i < 120 && later.status() == 429; i++) {
      Thread.sleep(500);
      later = signIn(place);
    }
    assertThat(later.status()).isEqualTo(422);
  }
}
