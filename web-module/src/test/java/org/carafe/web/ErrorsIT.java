package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is shown in the layout, and as problems below the API. */
@BrowserTest
@RunAsClient
class ErrorsIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @ParameterizedTest
  @CsvSource({
    "/nothing, 404, Nothing in here",
    "/u/nobody-here, 404, Nothing in here",
    "/login;x, 400, ''"
  })
  void areShownInTheLayoutWithTheRequestsNumber(String path, int status, String heading) {
    Answer answer = visitor.get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).get().asString().startsWith("text/html");
    assertThat(answer.text(".c-error code")).isEqualTo(answer.header("X-Request-Id").orElseThrow());
    assertThat(answer.text(".c-error-code")).isEqualTo(Integer.toString(status));
    assertThat(answer.page().select("header.c-topbar, footer.c-footer")).hasSize(2);
    if (!heading.isEmpty()) {
      assertThat(answer.text("h1")).isEqualTo(heading);
    }
  }

  @ParameterizedTest
  @CsvSource({"/login, 400", "/nothing, 400", "/a//b, 400"})
  void arePagesWhateverScriptAsks(String path, int status) {
    Answer answer = visitor.send("GET", path, "", "Faces-Request", "partial/ajax");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).get().asString().startsWith("text/html");
    assertThat(answer.text(".c-error-code")).isEqualTo(Integer.toString(status));
    assertThat(answer.body()).doesNotContain("<partial-response");
  }

  /** As script asks, which is not led away: a session has ended while the page was open. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void leadBackToThePageAfterSigningIn(String method) {
    Answer answer =
        visitor.send(
            method, "/user?x=1", "", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Site", "same-origin");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).get().asString().startsWith("Cookie realm=");
    assertThat(answer.page().select(".c-actions a").eachAttr("href"))
        .startsWith("/login?next=%2Fuser%3Fx%3D1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/anything", "/health/live/x", "/healthy", "/openapi/x"})
  void areWhatIsBesideTheServersOwnAddresses(String path) {
    assertThat(visitor.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"en, minutes, seconds", "de, Minuten, Sekunden"})
  void tellHowLongToWait(String language, String minutes, String seconds) throws Exception {
    String nobody = Member.freshName();
    visitor.in(language);
    for (int i = 0; i < 10; i++) {
      assertThat(Member.signIn(visitor, nobody, "wrong").status()).isEqualTo(422);
    }
    assertThat(Member.signIn(visitor, nobody, "wrong").text(".c-error")).contains("15 " + minutes);
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update sign_in_failures set since = since - interval 845 second where failures = 10");
    }

    Answer refused = Member.signIn(visitor, nobody, "wrong");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text(".c-error")).containsPattern("[1-5]\\d " + seconds);
  }

  @Test
  void tellNothingOfTheInside() {
    EveryAnswerIT.anyPath()
        .forEach(
            path ->
                assertThat(visitor.get(path).body())
                    .doesNotContainIgnoringCase("exception")
                    .doesNotContain("org.carafe", "at java.", "Payara", "Mojarra"));
  }

  @Test
  void areProblemsBelowTheApi() {
    for (String path : new String[] {"/api/v1/nothing", "/api/v1/account", "/api/v1/a//b"}) {
      Answer answer = visitor.get(path);

      assertThat(answer.header("Content-Type")).as(path).contains("application/problem+json");
      assertThat(answer.body())
          .contains("\"status\":" + answer.status())
          .contains(answer.header("X-Request-Id").orElseThrow());
    }
  }
}
