package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Light, dark, or as the system has it. */
@BrowserTest
@RunAsClient
class ThemeIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @Test
  void areKeptInACookieAndLeadBack() {
    Answer answer = visitor.post("/theme", Map.of("theme", "dark", "next", "/login?next=/user"));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/login?next=/user");
    assertThat(answer.follow().page().select("html").attr("data-bs-theme")).isEqualTo("dark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", ""})
  void leadNowhereElse(String next) {
    assertThat(visitor.post("/theme", Map.of("theme", "dark", "next", next)).location())
        .isEqualTo("/");
  }
}
