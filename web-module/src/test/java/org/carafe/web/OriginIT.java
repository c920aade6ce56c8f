package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may make a browser change something. */
@BrowserTest
@RunAsClient
class OriginIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // Sec-Fetch-Site, Origin, whether it may pass; “self” is this site
        "same-origin, -, true",
        "same-origin, self, true",
        "-, self, true",
        "none, -, true",
        "cross-site, -, false",
        "cross-site, self, false",
        "same-site, -, false",
        "same-site, self, false",
        "-, -, false",
        "-, null, false",
        "-, https://evil.example, false",
        "-, http://localhost, false",
        "-, http://LOCALHOST:1, false",
        "-, '', false"
      })
  void decideWhatMayChangeSomething(String fetchSite, String origin, boolean passes) {
    String from = "self".equals(origin) ? visitor.origin() : origin;
    for (String path : new String[] {"/logout", "/theme", "/login", "/api/v1/account/emails"}) {
      Answer answer = visitor.send("POST", path, "", "Sec-Fetch-Site", fetchSite, "Origin", from);
      if (passes) {
        assertThat(answer.status()).as("%s", answer).isNotEqualTo(403);
      } else {
        assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"PUT, /login", "DELETE, /login", "PATCH, /health/live"})
  void leaveToTheRouterWhatNobodyTakes(String method, String path) {
    Answer answer = visitor.send(method, path, "", "Sec-Fetch-Site", "cross-site");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).get().asString().contains("GET", "OPTIONS");
  }

  @Test
  void areWhatTheErrorPageSpeaksOf() {
    Answer foreign = visitor.send("POST", "/login", "", "Sec-Fetch-Site", "cross-site");
    assertThat(foreign.text("h1")).isEqualTo("Poured from elsewhere");
    assertThat(foreign.text(".c-error")).contains("came from another site");

    Answer forbidden = Member.signUp(site).visitor().get("/admin");
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.text("h1")).isEqualTo("This one is corked");
  }

  @Test
  void doNotMatterWhereNothingChanges() {
    assertThat(visitor.send("GET", "/login", "", "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(200);
    assertThat(visitor.send("HEAD", "/login", "", "Origin", "https://evil.example").status())
        .isEqualTo(200);
  }

  @Test
  void doNotMatterToABearerWhoseCookiesCountForNothing() {
    Visitor member = Member.signUp(site).visitor();
    assertThat(member.get("/api/v1/account").status()).isEqualTo(200);

    Answer answer =
        member.send(
            "POST",
            "/api/v1/account/emails",
            "{\"address\":\"evil@example.org\"}",
            "Sec-Fetch-Site",
            "cross-site",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer x");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(member.send("GET", "/user", "", "Authorization", "bearer x").location())
        .startsWith("/login");
  }
}
