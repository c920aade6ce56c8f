package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Signing out, here and on other devices. */
@BrowserTest
@RunAsClient
class SignOutIT {
  private final Site site = Site.current();
  private final Visitor stranger = new Visitor(site.url());

  @Test
  void saysGoodbyeByName() {
    Member member = Member.signUp(site);

    Answer answer = member.visitor().post("/logout", Map.of());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/");
    assertThat(member.visitor().cookie("session")).isEmpty();
    assertThat(answer.follow().flashes())
        .singleElement()
        .asString()
        .contains("You have been signed out, " + member.name());
  }

  @Test
  void saysNothingToWhoWasNotSignedIn() {
    Answer answer = stranger.post("/logout", Map.of());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.follow().flashes()).isEmpty();
  }

  @Test
  void killsTheCookieWhereverItWasCopiedTo() {
    Member member = Member.signUp(site);
    Visitor thief = member.visitor().twin();
    assertThat(thief.get("/user").status()).isEqualTo(200);

    member.visitor().post("/logout", Map.of());

    assertThat(thief.get("/user").location()).startsWith("/login");
    assertThat(thief.get("/api/v1/account").status()).isEqualTo(401);
  }

  @Test
  void leavesTheOtherDevicesSignedIn() {
    Member member = Member.signUp(site);
    Member.signIn(stranger, member.name(), Member.PASSWORD);

    member.visitor().post("/logout", Map.of());

    assertThat(stranger.get("/user").status()).isEqualTo(200);
  }

  @Test
  void takesAButtonNotALink() {
    Member member = Member.signUp(site);

    Answer page = member.visitor().get("/logout");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("You are signed in as " + member.name());
    assertThat(member.visitor().get("/user").status()).isEqualTo(200);
    assertThat(stranger.get("/logout").text("h1")).isEqualTo("Nobody is signed in");
  }

  @Test
  void cannotBeDoneByAnotherSite() {
    Member member = Member.signUp(site);

    assertThat(
            member.visitor().send("POST", "/logout", "", "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    assertThat(member.visitor().get("/user").status()).isEqualTo(200);
  }

  @Test
  void canBeDoneForOneOtherDevice() {
    Member member = Member.signUp(site);
    Member.signIn(stranger, member.name(), Member.PASSWORD);
    Answer page = member.visitor().get("/user/devices");
    String other = page.page().select("#sessions button[name=end]").attr("id");

    Answer after = page.form("sessions").press(other).follow();

    assertThat(after.flashes()).hasSize(1);
    assertThat(stranger.get("/user").location()).startsWith("/login");
    assertThat(member.visitor().get("/user").status()).isEqualTo(200);
  }

  @Test
  void canBeDoneForAllOtherDevices() {
    Member member = Member.signUp(site);
    Visitor third = new Visitor(site.url());
    Member.signIn(stranger, member.name(), Member.PASSWORD);
    Member.signIn(third, member.name(), Member.PASSWORD);

    member.visitor().get("/user/devices").form("others").press("signOutOthers").follow();

    assertThat(stranger.get("/user").location()).startsWith("/login");
    assertThat(third.get("/user").location()).startsWith("/login");
    assertThat(member.visitor().get("/user").status()).isEqualTo(200);
  }

  @Test
  void cannotBeDoneForSomebodyElse() {
    Member member = Member.signUp(site);
    Member other = Member.signUp(site);
    Member.signIn(stranger, other.name(), Member.PASSWORD);
    Answer page = other.visitor().get("/user/devices");
    var form = page.form("sessions");
    String button = page.page().select("#sessions button[name=end]").attr("id");

    Answer answer = member.visitor().post("/user/devices", form.pressed(button));

    assertThat(answer.status()).isIn(200, 404, 422);
    assertThat(stranger.get("/user").status()).isEqualTo(200);
  }
}
