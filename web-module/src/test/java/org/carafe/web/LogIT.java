package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carafe.core.signing.SecretToken;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What the server's log tells of requests that went wrong. */
@BrowserTest
@RunAsClient
class LogIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @Test
  void namesTheRouteAndNeverAMailedToken() throws Exception {
    String token = SecretToken.create().text();
    String link = "/register/confirm/" + token;

    assertLogged(
        visitor.get(link + "?jakarta.faces.ViewState=stateless"),
        400,
        "GET /register/confirm/{token} failed with 400");
    assertLogged(
        visitor.post(link, Map.of("jakarta.faces.source", "x")),
        400,
        "POST /register/confirm/{token} failed with 400");
    assertLogged(
        visitor.send("DELETE", link, "", "Sec-Fetch-Site", "same-origin"),
        405,
        "DELETE /register/confirm/{token} failed with 405");
    assertLogged(
        visitor.send("POST", link, "", "Sec-Fetch-Site", "cross-site"),
        403,
        "POST /register/confirm/{token} failed with 403");
    assertLogged(visitor.get(link + "/x"), 404, "GET /register/confirm/…/x failed with 404");
    assertLogged(visitor.get("/" + token), 404, "GET /… failed with 404");
    assertLogged(visitor.get(link + "//"), 400, "GET /register/confirm/…// failed with 400");
    assertThat(visitor.get("/api/v1/" + token).status()).isEqualTo(404);

    awaitWhatWasLogged();
    assertThat(Files.readString(site.log())).doesNotContain(token);
  }

  @Test
  void keepsWhatIsMailedToItself() throws Exception {
    String address = "log-" + UUID.randomUUID() + "@example.org";
    Member.register(visitor, Member.freshName(), address);
    String link = site.inbox().await(address).link("/confirm/");
    String token = link.substring(link.lastIndexOf('/') + 1);
    visitor.get(Member.path(link));

    assertThat(token).hasSizeGreaterThan(20);
    awaitWhatWasLogged();
    assertThat(Files.readString(site.log())).doesNotContain(token);
  }

  /** The log is written a little later, in order: a line of our own comes after all others. */
  private void awaitWhatWasLogged() throws Exception {
    assertLogged(visitor.get("/u/nobody-here"), 404, "GET /u/{name} failed with 404");
  }

  @Test
  void tellsAnOrdinaryErrorOfAPageInOneLine() throws Exception {
    long before = Files.size(site.log());

    assertLogged(visitor.get("/u/nobody-here"), 404, "GET /u/{name} failed with 404");

    try (var log = Files.newByteChannel(site.log())) {
      log.position(before);
      String since = new String(Channels.newInputStream(log).readAllBytes(), UTF_8);
      assertThat(since).contains("failed with 404").doesNotContain("\tat ", "Servlet.service()");
    }
  }

  /** Whoever leaves in the middle of a form is no error of ours. */
  @Test
  void spendsOneLineOnAConnectionThatEnded() throws Exception {
    long before = Files.size(site.log());
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      String head =
          "POST /login HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 500\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na";
      socket.getOutputStream().write(head.formatted(site.url().getAuthority()).getBytes(UTF_8));
    }

    String since = "";
    for (int tries = 0; !since.contains("POST /login failed") && tries < 600; tries++) {
      Thread.sleep(100);
      since = Files.readString(site.log()).substring((int) before);
    }
    assertThat(since).contains("POST /login failed with 400").doesNotContain("ErrorAnswer");
    assertThat(since.lines().filter(line -> line.startsWith("\tat org.carafe"))).isEmpty();
  }

  /** Programs get problems; the log has them all the same. */
  @Test
  void namesErrorsOfTheApiToo() throws Exception {
    assertLogged(
        visitor.get("/api/v1/account"), 401, "GET /api/v1/account failed with 401: Sign in first.");
    assertLogged(
        visitor.send(
            "POST",
            "/api/v1/account/emails",
            "{",
            "Content-Type",
            "application/json",
            "Sec-Fetch-Site",
            "same-origin"),
        401,
        "POST /api/v1/account/emails failed with 401");
  }

  /** Otherwise nobody knows why one visitor's wrong passwords keep all others out. */
  @Test
  void saysOnceThatTheProxyNamesNoAddress() throws Exception {
    for (int i = 0; i < 3; i++) {
      Member.signIn(new Visitor(site.url()).from("unknown"), Member.freshName(), "wrong");
    }

    Patience.until("the warning", () -> warnings() > 0);
    assertThat(warnings()).isOne();
  }

  private long warnings() throws IOException {
    return Files.readString(site.log())
        .lines()
        .filter(line -> line.contains("X-Forwarded-For (client.address.header) holds no network"))
        .count();
  }

  private void assertLogged(Answer answer, int status, String line)
      throws IOException, InterruptedException {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    String id = answer.header("X-Request-Id").orElseThrow();
    Optional<String> logged = logged(id);
    for (int tries = 0; logged.isEmpty() && tries < 600; tries++) {
      Thread.sleep(100);
      logged = logged(id);
    }
    assertThat(logged).get().asString().contains(line);
  }

  private Optional<String> logged(String id) throws IOException {
    return Files.readString(site.log()).lines().filter(line -> line.contains(id)).findFirst();
  }
}
