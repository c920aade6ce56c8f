package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Pages for visitors without a cookie are kept and are the same for all of them. */
@BrowserTest
@RunAsClient
class AnonymousPagesIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @Test
  void areTheSameBytesForEverybody() {
    for (String path : new String[] {"/", "/login", "/register"}) {
      String first = new Visitor(site.url()).get(path).body();

      assertThat(new Visitor(site.url()).get(path).body()).isEqualTo(first);
      assertThat(first).doesNotContain("nonce");
      // A flash, even a forged one, keeps a request from what is kept: this one is rendered anew.
      assertThat(new Visitor(site.url()).cookie("flash", "x").get(path).body()).isEqualTo(first);
    }
  }

  @Test
  void areKeptApartByLanguageAndTheme() {
    String english = visitor.get("/login").body();
    String german = new Visitor(site.url()).in("de").get("/login").body();
    String dark = new Visitor(site.url()).cookie("theme", "dark").get("/login").body();

    assertThat(german).contains("lang=\"de\"").isNotEqualTo(english);
    assertThat(dark).contains("data-bs-theme=\"dark\"").isNotEqualTo(english);
    assertThat(visitor.get("/login").body()).isEqualTo(english);
  }

  @Test
  void areNotShownToWhoIsSignedIn() {
    Member member = Member.signUp(site);
    visitor.get("/");

    assertThat(member.visitor().get("/").body()).contains(member.name());
    assertThat(visitor.get("/").body()).doesNotContain(member.name());
  }

  @Test
  void keepNothingOfTheQuery() {
    visitor.get("/login?next=/one");

    assertThat(visitor.get("/login?next=/two").form("signin").action())
        .isEqualTo("/login?next=/two");
    assertThat(visitor.get("/login").form("signin").action()).isEqualTo("/login");
  }

  @Test
  void keepNothingOfAnotherSpelling() {
    assertThat(visitor.get("/%6c%6f%67in").form("signin").action()).isEqualTo("/%6c%6f%67in");

    assertThat(visitor.get("/login").form("signin").action()).isEqualTo("/login");
  }
}
