package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every answer carries, whatever was asked and however it ended. */
@BrowserTest
@RunAsClient
class EveryAnswerIT {
  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "x-content-type-options",
          "nosniff",
          "x-frame-options",
          "DENY",
          "referrer-policy",
          "same-origin",
          "cross-origin-opener-policy",
          "same-origin",
          "cross-origin-resource-policy",
          "same-origin",
          "permissions-policy",
          "camera=(), microphone=(), geolocation=()");

  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  static Stream<String> anyPath() {
    return Stream.of(
        "/",
        "/login",
        "/register",
        "/logout",
        "/user",
        "/admin",
        "/u/admin",
        "/u/nobody-here",
        "/nothing",
        "/health",
        "/health/live",
        "/health/ready",
        "/openapi",
        "/api/v1/account",
        "/api/v1/nothing",
        "/static/0/web/app.css",
        "/static/0/nothing",
        "/login?jakarta.faces.ViewState=stateless",
        "/a//b",
        "/login;x");
  }

  static void assertSafe(Answer answer) {
    HEADERS.forEach(
        (name, value) ->
            assertThat(answer.headers().get(name))
                .as("%s of %s", name, answer)
                .containsExactly(value));
    assertThat(answer.header("X-Request-Id")).as("%s", answer).get().asString().hasSize(13);
    assertThat(answer.setCookies()).as("%s", answer).noneMatch(c -> c.contains("JSESSIONID"));
    assertThat(answer.headers()).as("%s", answer).doesNotContainKeys("x-powered-by", "server");
  }

  @ParameterizedTest
  @MethodSource("org.carafe.web.EveryAnswerIT#anyPath")
  void carriesTheSecurityHeadersAndNoServerSession(String path) {
    assertSafe(visitor.get(path));
    assertSafe(visitor.send("HEAD", path, ""));
    assertSafe(visitor.post(path, Map.of("a", "b")));
  }

  @Test
  void doesSoToWhoIsSignedInAsWell() {
    Visitor member = Member.signUp(site).visitor();

    anyPath().filter(path -> !path.equals("/logout")).forEach(path -> assertSafe(member.get(path)));
    assertThat(member.cookieNames()).containsExactly("session");
  }

  @Test
  void hasANumberOfItsOwn() {
    assertThat(visitor.get("/").header("X-Request-Id"))
        .isNotEqualTo(visitor.get("/").header("X-Request-Id"));
  }

  @Test
  void isNotKeptUnlessItIsAStaticFile() {
    assertThat(visitor.get("/login").header("Cache-Control")).contains("no-store");
    assertThat(visitor.get("/nothing").header("Cache-Control")).contains("no-store");
    assertThat(visitor.get("/api/v1/account").header("Cache-Control")).contains("no-store");
  }
}
