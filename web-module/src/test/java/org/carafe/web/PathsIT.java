package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How addresses may be written. */
@BrowserTest
@RunAsClient
class PathsIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login;x=1",
        "//login",
        "/user//devices",
        "/a/../login",
        "/./login",
        "/%2e%2e/login",
        "/.%2e/login",
        "/user%2fdevices",
        "/user%2Fdevices",
        "/login%3b",
        "/login%00",
        "/login%0a",
        "/%5clogin",
        "/%C3",
        "/%c0%af",
        "/%ff",
        "/%252e"
      })
  void thatCouldMeanTwoThingsAreRefused(String path) throws IOException {
    for (String method : new String[] {"GET", "POST", "HEAD"}) {
      assertThat(statusOfRaw(method, path)).as("%s %s", method, path).isEqualTo(400);
    }
  }

  /** Some of these the server answers itself, with nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"/login/..", "/%", "/%zz", "/a\\b", "/a|b", "/<x>", "login", "*"})
  void thatAreNoPathsReachNoPage(String path) throws IOException {
    assertThat(raw("GET", path)).as(path).doesNotContain("<title>Sign in", "<title>Home");
  }

  /** Refused before there is an application to ask: no page of ours, but nothing told either. */
  @Test
  void thatTheServerRefusesItselfTellNothingOfIt() throws IOException {
    for (String path : List.of("/api/v1/%", "/%", "/login/..")) {
      assertThat(raw("GET", path))
          .as(path)
          .doesNotContainIgnoringCase("payara", "grizzly", "exception", "web-app", "\tat ");
    }
    assertThat(raw("GET", "/api/v1/%")).contains("Content-Length: 0\r\n");
  }

  /** Nothing of what was sent comes back, and the answer is one of ours. */
  @ParameterizedTest
  @ValueSource(strings = {"/login", "/", "/user", "/health", "/openapi", "/api/v1/account"})
  void areNotTraced(String path) throws IOException {
    assertThat(raw("TRACE", path))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .containsIgnoringCase("x-request-id: ")
        .containsIgnoringCase("\r\nallow: ")
        .doesNotContainIgnoringCase("sec-fetch-site", "payara", "grizzly");
  }

  /** The server takes this one away before anybody sees it. */
  @Test
  void withTheServersSessionNumberAreWithoutIt() throws IOException {
    assertThat(raw("GET", "/login;jsessionid=1"))
        .contains("<title>Sign in")
        .doesNotContain("jsessionid", "JSESSIONID");
  }

  @Test
  void areTheSameWhereTheyAreWrittenDifferently() {
    assertThat(visitor.get("/%6cogin").status()).isEqualTo(200);
    assertThat(visitor.get("/LOGIN").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"/login/, /login", "/login/?next=/u/a, /login?next=/u/a", "/u/admin/, /u/admin"})
  void withASlashTooManyLeadToTheOneWithout(String path, String target) {
    Answer answer = visitor.get(path);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo(target);
  }

  private int statusOfRaw(String method, String path) throws IOException {
    return Integer.parseInt(raw(method, path).split(" ", 3)[1]);
  }

  /** Past the client, which would tidy the path up. */
  @Test
  void leadOnWithWhateverStandsInTheQuery() throws IOException {
    assertThat(raw("GET", "/login/?a=\\")).contains("HTTP/1.1 303 ", "Location: /login?a=\\\r\n");
  }

  private String raw(String method, String path) throws IOException {
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, path, site.url().getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
