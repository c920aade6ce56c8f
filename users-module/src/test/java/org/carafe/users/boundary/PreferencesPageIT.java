package org.carafe.users.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page where a person chooses language and time zone. */
@BrowserTest
@RunAsClient
class PreferencesPageIT {
  private final Site site = Site.current();
  private Visitor visitor;

  @BeforeEach
  void signUp() {
    visitor = Member.signUp(site).visitor();
  }

  private Answer save(String language, String zone) {
    return visitor
        .get("/user/preferences")
        .form("form")
        .fill("language", language)
        .fill("zone", zone)
        .press("go");
  }

  @Test
  void speaksTheChosenLanguageFromTheNextPageOn() {
    Answer saved = save("de", "Europe/Berlin");
    assertThat(saved.status()).isEqualTo(303);

    Answer page = saved.follow();
    assertThat(page.page().select("html").attr("lang")).isEqualTo("de");
    assertThat(page.page().select("h1").text()).isEqualTo("Einstellungen");
    assertThat(page.page().select(".c-flashes").text()).contains("gespeichert");
    assertThat(page.page().select("#zone option[selected]").attr("value"))
        .isEqualTo("Europe/Berlin");
    assertThat(visitor.get("/api/v1/account").body())
        .contains("\"language\":\"de\"", "\"zone\":\"Europe/Berlin\"");
  }

  @Test
  void refusesWhatIsNotOffered() {
    Answer refused = save("tlh", "Mars/Olympus_Mons");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.page().select("[aria-invalid=true]").eachAttr("id"))
        .containsExactly("language", "zone");
    assertThat(visitor.get("/user").page().select("html").attr("lang")).isEqualTo("en");
  }
}
