package org.carafe.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What script does to the errors of a refused form while it is mended. */
@BrowserTest
@RunAsClient
class FieldErrorsIT {
  private final Site site = Site.current();

  private static void assertWrong(Page page, String id) {
    Locator field = page.locator("#" + id);
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field).hasClass(Pattern.compile("is-invalid"));
    assertThat(field).hasAccessibleDescription(Pattern.compile("."));
    assertThat(page.locator("#" + id + "-error")).isVisible();
  }

  private static void assertRight(Page page, String id, String description) {
    Locator field = page.locator("#" + id);
    assertThat(page.locator("#" + id + "[aria-invalid], #" + id + ".is-invalid")).hasCount(0);
    assertThat(field).hasAccessibleDescription(description);
    assertThat(page.locator("#" + id + "-error")).isHidden();
  }

  @Test
  void goOnceTheFieldIsValidAndComeBackWithTheRefusedValue() {
    try (var page = site.open("/register", Viewing.plain())) {
      page.locator("#username").fill("admin");
      page.locator("#email").fill("ada@");
      page.locator("#password").fill("short");
      page.locator("#go").click();
      assertWrong(page, "username");
      assertWrong(page, "email");
      assertWrong(page, "password");
      String hint = page.locator("#username-hint").textContent();
      assertThat(page.locator("#username")).isFocused();

      page.keyboard().press("End");
      page.keyboard().type("a");
      assertRight(page, "username", hint);
      assertThat(page.locator("#username")).isFocused();
      page.keyboard().press("Backspace");
      assertWrong(page, "username");

      page.locator("#email").fill("ada@example.org");
      assertRight(page, "email", "");
      page.locator("#password").pressSequentially("teal ladder");
      assertWrong(page, "password");
      page.locator("#password").pressSequentially(", quiet pump");
      assertThat(page.locator("#password-error")).isHidden();
      assertThat(page.locator("#password[aria-invalid]")).hasCount(0);
    }
  }

  @Test
  void leaveTheFormsOwnFailureWhereItIs() {
    try (var page = site.open("/login", Viewing.plain())) {
      page.locator("#login").fill(Member.freshName());
      page.locator("#password").fill("wrong");
      page.locator("#go").click();
      assertThat(page.locator("#password")).hasAttribute("aria-describedby", "failure");

      page.locator("#password").pressSequentially("better");

      assertThat(page.locator("#password[aria-invalid], #password[aria-describedby]")).hasCount(0);
      assertThat(page.locator("#failure")).isVisible();
    }
  }
}
