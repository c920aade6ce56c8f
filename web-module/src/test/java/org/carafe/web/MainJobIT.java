package org.carafe.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account holder does, in a browser: with script, without, and with the keyboard alone. */
@BrowserTest
@RunAsClient
class MainJobIT {
  private static final String MARK = "document.body.dataset.loaded";
  private static final int MOST_TABS = 60;

  private final Site site = Site.current();
  private final String name = Member.freshName();
  private final String address = name + "@example.org";
  private final String second = "second-" + address;
  private int complaintsBefore;

  @BeforeEach
  void listen() {
    complaintsBefore = site.browser().complaints().size();
  }

  /** Chromium reports every answer of 4xx as well, and broken connections: asked for here. */
  @AfterEach
  void nothingIsComplainedOf() {
    List<String> all = site.browser().complaints();
    assertThat(all.subList(complaintsBefore, all.size()))
        .filteredOn(complaint -> !complaint.contains("responded with a status of 4"))
        .filteredOn(complaint -> !complaint.contains("net::ERR_CONNECTION_RESET"))
        .isEmpty();
  }

  @ParameterizedTest(name = "script: {0}")
  @ValueSource(booleans = {true, false})
  void runsFromSignUpToSignOut(boolean script) {
    Viewing viewing = script ? Viewing.plain() : Viewing.plain().withoutScript();
    try (var page = site.open("/register", viewing)) {
      signUp(page);
      addAndConfirm(page, script);
      makePrimaryAndRemove(page, script);
      signOut(page);
      signInOnTheWayTo(page, "/admin");
      assertThat(page.locator(".c-error-code")).hasText("403");
    }
  }

  private void signUp(Page page) {
    page.getByLabel("Username").fill(name);
    page.getByLabel("E-mail").fill(address);
    page.getByLabel("Password", exactly()).fill(Member.PASSWORD);
    press(page, "Create account");
    assertThat(page.locator("h1")).hasText("Check your inbox");
    page.navigate(site.inbox().await(address).link("/register/confirm/"));
    press(page, "Confirm and sign in");
    assertThat(page).hasURL(site.url("/user").toString());
    assertThat(flash(page)).containsText("Welcome, " + name);
  }

  private void addAndConfirm(Page page, boolean script) {
    page.getByLabel("New e-mail address").fill(second);
    inPlace(page, script, () -> press(page, "Add address"));
    assertThat(flash(page)).containsText(second);
    assertThat(row(page, second)).containsText("Waiting for confirmation");
    page.navigate(site.inbox().await(second).link("/user/emails/confirm/"));
    press(page, "Confirm address");
    assertThat(row(page, second)).containsText("Confirmed");
  }

  private void makePrimaryAndRemove(Page page, boolean script) {
    inPlace(page, script, () -> row(page, second).getByText("Make primary").click());
    assertThat(row(page, second)).containsText("Primary");
    assertThat(flash(page)).containsText("Account mail goes to " + second);
    Locator first = page.locator("#list li").filter(hasText(address)).nth(1);
    inPlace(page, script, () -> first.locator("button[name=remove]").click());
    assertThat(page.locator("#list li")).hasCount(1);
    assertThat(flash(page)).containsText(address + " was removed");
  }

  private void signOut(Page page) {
    page.locator("button[popovertarget=me]").click();
    page.locator("#me").getByRole(AriaRole.BUTTON).click();
    assertThat(flash(page)).containsText("You have been signed out, " + name);
    page.reload();
    assertThat(page.locator(".c-flashes > *")).hasCount(0);
  }

  private void signInOnTheWayTo(Page page, String path) {
    page.navigate(path);
    assertThat(page.locator("h1")).hasText("Sign in");
    page.getByLabel("Username or e-mail").fill(second);
    page.getByLabel("Password", exactly()).fill("not the password");
    press(page, "Sign in");
    assertThat(page.locator("#failure")).containsText("That did not match.");
    page.getByLabel("Password", exactly()).fill(Member.PASSWORD);
    press(page, "Sign in");
    assertThat(page).hasURL(site.url(path).toString());
  }

  /** With script the page stays where it is: what was written into it is still there. */
  private static void inPlace(Page page, boolean script, Runnable step) {
    if (!script) {
      step.run();
      return;
    }
    page.evaluate(MARK + " = 'once'");
    page.waitForResponse(answer -> answer.status() == 200, step);
    assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
  }

  @Test
  void showsWhatIsWrongInPlaceAndPutsTheFocusThere() {
    var member = Member.signUp(site);
    try (var page = site.open("/login", Viewing.plain())) {
      signIn(page, member.name());
      page.getByLabel("New e-mail address").fill("no address");
      page.evaluate(MARK + " = 'once'");

      press(page, "Add address");

      assertThat(page.locator("#address-error")).containsText("not a complete e-mail address");
      assertThat(page.locator("#address")).isFocused();
      assertThat(page.locator("#address")).hasValue("no address");
      assertThat(page.locator("body")).hasAttribute("data-loaded", "once");
    }
  }

  /** A connection that breaks may have brought what was asked for. */
  @Test
  void asksForNothingTwiceWhereTheAnswerIsLost() {
    var member = Member.signUp(site);
    var sent = new AtomicInteger();
    try (var page = site.open("/login", Viewing.plain())) {
      signIn(page, member.name());
      page.route("**/user", route -> loseTheAnswer(route, sent));
      page.getByLabel("New e-mail address").fill(second);

      press(page, "Add address");

      assertThat(row(page, second)).containsText("Waiting for confirmation");
      assertThat(sent).hasValue(1);
    }
    assertThat(site.inbox().receivedBy(second)).hasSize(1);
  }

  private static void loseTheAnswer(Route route, AtomicInteger sent) {
    if (route.request().method().equals("POST")) {
      sent.incrementAndGet();
      route.fetch(new Route.FetchOptions().setMaxRedirects(0));
      route.abort("connectionreset");
    } else {
      route.resume();
    }
  }

  private static void signIn(Page page, String login) {
    page.getByLabel("Username or e-mail").fill(login);
    page.getByLabel("Password", exactly()).fill(Member.PASSWORD);
    press(page, "Sign in");
    assertThat(page.locator("h1")).hasText("Your account");
  }

  @Test
  void needsNoMouse() {
    var member = Member.signUp(site);
    try (var page = site.open("/login", Viewing.plain())) {
      assertThat(page.locator("#login")).isFocused();
      page.keyboard().type(member.name());
      tabTo(page, "#password");
      page.keyboard().type(Member.PASSWORD);
      tabTo(page, "#keep");
      page.keyboard().press("Space");
      tabTo(page, "#go");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Your account");

      tabTo(page, "#address");
      page.keyboard().type(second);
      page.keyboard().press("Enter");
      assertThat(row(page, second)).containsText("Waiting");
      tabTo(page, "button[name=remove]");
      page.keyboard().press("Enter");
      assertThat(page.locator("#list li")).hasCount(1);

      page.reload();
      tabTo(page, "button[popovertarget=me]");
      page.keyboard().press("Enter");
      tabTo(page, "#me form button");
      page.keyboard().press("Enter");
      assertThat(flash(page)).containsText("You have been signed out, " + member.name());
    }
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (Boolean.TRUE.equals(
          page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("The Tab key does not lead to " + selector + ".");
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static void press(Page page, String button) {
    page.locator("main").getByRole(AriaRole.BUTTON, named(button)).click();
  }

  private static Locator.GetByRoleOptions named(String button) {
    return new Locator.GetByRoleOptions().setName(button).setExact(true);
  }

  private static Locator flash(Page page) {
    return page.locator(".c-flashes > *");
  }

  private static Locator row(Page page, String address) {
    return page.locator("#list li").filter(hasText(address));
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
