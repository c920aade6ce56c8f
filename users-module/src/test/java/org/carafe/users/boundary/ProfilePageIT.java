package org.carafe.users.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What others see of a person, and what the person sees of that. */
@BrowserTest
@RunAsClient
class ProfilePageIT {
  private final Site site = Site.current();

  @Test
  void tellsVisitorsSinceWhenAndNothingElse() {
    Member member = Member.signUp(site);
    String month =
        DateTimeFormatter.ofPattern("LLLL uuuu", Locale.ENGLISH)
            .format(LocalDate.now(ZoneOffset.UTC));

    Answer page = new Visitor(site.url()).get("/u/" + member.name());

    assertThat(page.text("main"))
        .contains(member.name(), "Here since " + month, "Nothing more to see")
        .doesNotContain(member.address(), "Go to your account");
  }

  @Test
  void tellsThePersonThatThisIsWhatOthersSee() {
    Member member = Member.signUp(site);

    Answer page = member.visitor().get("/u/" + member.name());

    assertThat(page.text("main")).contains("This is what others see", "shown to nobody");
    assertThat(page.page().select("main a").eachAttr("href")).containsExactly("/user");
    assertThat(member.visitor().get("/u/admin").text("main")).contains("Nothing more to see");
  }
}
