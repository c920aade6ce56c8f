package org.carafe.dev.boundary;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The components at work: what a form does with script and without. */
@BrowserTest
@RunAsClient
class GalleryIT {
  private final Site site = Site.current();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void marksTheFieldThatIsWrongAndKeepsWhatWasTyped(boolean script) {
    try (var page = open(script)) {
      page.locator("#token").fill("wrong");
      page.locator("#about").fill("<b>x & y");
      page.locator("#colour").selectOption("teal");
      page.locator("#mailed").check();
      page.locator("#secret").fill("not to be sent back");
      page.locator("#save").click();
      assertThat(page.locator("#token-error")).containsText("taken");
      assertThat(page.locator("#token")).hasAttribute("aria-invalid", "true");
      assertThat(page.locator("#token")).hasAttribute("aria-describedby", "token-hint token-error");
      assertThat(page.locator("#token")).hasValue("wrong");
      assertThat(page.locator("#about")).hasValue("<b>x & y");
      assertThat(page.locator("#colour")).hasValue("teal");
      assertThat(page.locator("#mailed")).isChecked();
      assertThat(page.locator("#secret")).hasValue("");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksForWhatIsRequired(boolean script) {
    try (var page = open(script)) {
      page.locator("#save").click();
      assertThat(page.locator("#token-error")).hasText("Give the token a name.");
      assertThat(page.locator("#token")).isFocused();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhyTheFormFailed(boolean script) {
    try (var page = open(script)) {
      page.locator("#token").fill("fail");
      page.locator("#save").click();
      assertThat(page.locator("#failure")).hasAttribute("role", "alert");
      assertThat(page.locator("#failure strong")).hasText("The token was not created.");
      assertThat(page.locator("#token")).hasAttribute("aria-describedby", "token-hint failure");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void flashesWhatIsDone(boolean script) {
    try (var page = open(script)) {
      page.locator("#token").fill("<i>Backup</i>");
      page.locator("#save").click();
      assertThat(page.locator(".c-flashes")).containsText("“<i>Backup</i>” is created");
      assertThat(page.locator("#token")).hasValue("");
      page.navigate("/dev/ui");
      assertThat(page.locator(".c-flashes")).hasText("");
    }
  }

  @Test
  void updatesInPlaceAndKeepsTheFocus() {
    try (var page = open(true)) {
      page.evaluate("window.untouched = true");
      int history = (int) page.evaluate("history.length");
      page.locator("#token").fill("Backup");
      page.locator("#save").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".c-flashes .alert")).isVisible();
      assertThat(page.locator("#save")).isFocused();
      assertThat(page.locator("[aria-busy]")).hasCount(0);
      assertThat(page.evaluate("window.untouched")).isEqualTo(true);
      assertThat(page.evaluate("history.length")).isEqualTo(history);
      page.locator("[data-dismiss]").click();
      assertThat(page.locator(".c-flashes .alert")).hasCount(0);
    }
  }

  @Test
  void showsAPasswordOnlyWhileAsked() {
    try (var page = open(true)) {
      page.locator("[data-reveal=secret]").click();
      assertThat(page.locator("#secret")).hasAttribute("type", "text");
      page.locator("[data-reveal=secret]").click();
      assertThat(page.locator("#secret")).hasAttribute("type", "password");
    }
    try (var page = open(false)) {
      assertThat(page.locator("[data-reveal=secret]")).isHidden();
    }
  }

  private Page open(boolean script) {
    return site.open("/dev/ui", script ? Viewing.plain() : Viewing.plain().withoutScript());
  }
}
