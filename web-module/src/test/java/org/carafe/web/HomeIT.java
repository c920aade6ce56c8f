package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BrowserTest
@RunAsClient
class HomeIT {
  private final Site site = Site.current();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void greetsVisitorsWithAndWithoutScript(boolean script) {
    var viewing = script ? Viewing.plain() : Viewing.plain().withoutScript();
    int before = site.browser().complaints().size();
    try (var page = site.open("/", viewing)) {
      assertThat(page.locator("h1").count()).isEqualTo(1);
      assertThat(page.context().cookies()).isEmpty();
    }
    List<String> all = site.browser().complaints();
    assertThat(all.subList(before, all.size())).isEmpty();
  }

  @Test
  void invitesVisitors() {
    var page = new Visitor(site.url()).get("/");
    assertThat(page.text("h1")).contains("One account for everything at");
    assertThat(page.page().select("main a").eachAttr("href"))
        .containsExactly("/register", "/login");
    assertThat(new Visitor(site.url()).in("de").get("/").text("h1")).startsWith("Ein Konto");
  }

  @Test
  void showsPeopleWhatTheyCanLookAfter() {
    Member member = Member.signUp(site);

    var page = member.visitor().get("/");

    assertThat(page.text("h1")).isEqualTo("Hello, " + member.name());
    assertThat(page.page().select("#yours a").eachAttr("href"))
        .contains("/user", "/user/devices", "/user/preferences");
    assertThat(page.text("#yours")).contains("Where you are signed in");
    assertThat(page.page().select("#admin")).isEmpty();
    var administrator = Member.administrator(site).visitor().get("/");
    assertThat(administrator.page().select("#admin a").eachAttr("href"))
        .contains("/admin", "/admin/mail");
  }
}
