package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
