package org.carafe.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BrowserTest
@RunAsClient
class LayoutIT {
  private static final int MOST_REQUESTS = 4;
  private static final int MOST_BYTES = 60_000;

  private final Site site = Site.current();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login"})
  void isLight(String path) {
    try (var page = site.browser().visit(site.url(), Viewing.plain())) {
      List<Double> sizes = new ArrayList<>();
      CDPSession network = page.context().newCDPSession(page);
      network.send("Network.enable");
      network.on(
          "Network.loadingFinished",
          event -> sizes.add(event.get("encodedDataLength").getAsDouble()));
      page.navigate(path);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      List<Double> sent = sizes.stream().filter(bytes -> bytes > 0).toList();
      assertThat(sent).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
      assertThat(sent.stream().mapToDouble(bytes -> bytes).sum()).isLessThan(MOST_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheChosenTheme(boolean script) {
    try (var page = open("/nowhere", script)) {
      page.waitForResponse("**/theme", () -> page.locator("button[value=dark]").click());
      assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
      assertThat(page).hasURL(site.url("/nowhere").toString());
      page.navigate("/");
      assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
      assertThat(page.locator("button[value=dark]")).hasAttribute("aria-pressed", "true");
      page.waitForResponse("**/theme", () -> page.locator("button[value=auto]").click());
      assertThat(page.locator("button[value=auto]")).hasAttribute("aria-pressed", "true");
      page.navigate("/");
      assertThat(page.locator("html:not([data-bs-theme])")).hasCount(1);
    }
  }

  @Test
  void startsWithALinkToTheContent() {
    try (var page = open("/", true)) {
      page.keyboard().press("Tab");
      assertThat(page.locator(".c-skip")).isFocused();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/nowhere, en, Nothing in here",
    "/nowhere, de, Hier ist nichts drin",
    "/theme, en, Wrong way round",
  })
  void showsErrorsInTheSitesOwnFrame(String path, String language, String title) {
    try (var page = site.open(path, Viewing.plain().in(language))) {
      assertThat(page.locator("h1")).hasText(title);
      assertThat(page.locator("html")).hasAttribute("lang", language);
      assertThat(page.locator(".c-error code")).not().isEmpty();
      assertThat(page.locator(".c-topbar")).isVisible();
    }
  }

  @Test
  void saysWhoseMenuItIs() {
    var member = Member.signUp(site);
    assertThat(member.visitor().get("/user").text("button[popovertarget=me] .visually-hidden"))
        .isEqualTo("Menu of " + member.name());
  }

  @Test
  void skipsNoLevelOfHeadingsWhereAListIsEmpty() {
    var page = Member.administrator(site).visitor().get("/admin?q=nobody-is-called-this");
    assertThat(page.text("#people .c-empty h2")).isEqualTo("Nobody matches");
    assertThat(page.page().select("h3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login", "/nowhere", "/register"})
  void fitsASmallPhone(String path) {
    try (var page = site.open(path, Viewing.plain().size(320, 640))) {
      assertFits(page);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/user", "/user/devices", "/u/admin"})
  void fitsASmallPhoneOfAMember(String path) {
    Member member = Member.signUp(site);
    String longest =
        "a".repeat(54)
            + member.name().substring(0, 6)
            + "@"
            + "long-".repeat(10)
            + "name.example.org";
    member.visitor().get("/user").form("add").fill("address", longest).press("go");
    assertFits(member, path);
  }

  @Test
  void keepsTheTabsOfASmallPhoneOffItsEdge() {
    Member member = Member.signUp(site);
    String session = member.visitor().cookie("session").orElseThrow();
    try (var page = site.browser().visit(site.url(), Viewing.plain().size(320, 640))) {
      page.context()
          .addCookies(List.of(new Cookie("session", session).setUrl(site.url().toString())));
      page.navigate("/user");
      double tab = page.locator(".c-subnav [aria-current]").boundingBox().x;
      assertThat(tab).isEqualTo(page.locator("h1").boundingBox().x);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin", "/admin/mail", "/admin/mail/undeliverable"})
  void fitsASmallPhoneOfAnAdministrator(String path) {
    assertFits(Member.administrator(site), path);
  }

  private void assertFits(Member member, String path) {
    String session = member.visitor().cookie("session").orElseThrow();
    try (var page = site.browser().visit(site.url(), Viewing.plain().size(320, 640))) {
      page.context()
          .addCookies(List.of(new Cookie("session", session).setUrl(site.url().toString())));
      assertThat(page.navigate(path).status()).isEqualTo(200);
      assertThat(page).hasURL(site.url(path).toString());
      assertFits(page);
    }
  }

  private static void assertFits(Page page) {
    assertThat(page.evaluate("document.documentElement.scrollWidth")).as(page.url()).isEqualTo(320);
  }

  private Page open(String path, boolean script) {
    return site.open(path, script ? Viewing.plain() : Viewing.plain().withoutScript());
  }
}
