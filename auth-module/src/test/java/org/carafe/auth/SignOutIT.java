package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
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

    Answer after =
        member.visitor().get("/user/devices").form("others").press("signOutOthers").follow();

    assertThat(after.page().select("#others")).as("nothing is left to sign out").isEmpty();
    assertThat(stranger.get("/user").location()).startsWith("/login");
    assertThat(third.get("/user").location()).startsWith("/login");
    assertThat(member.visitor().get("/user").status()).isEqualTo(200);
  }

  @Test
  void isOfferedForTheLatestDevicesAndThisOneFirst() throws SQLException {
    Member member = Member.signUp(site);
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "insert into sessions (token_hash, user_id, kept, created_at, seen_at, expires_at, user_agent, client)"
              + " select sha2(concat(s.token_hash, seq), 256), s.user_id, 1, s.created_at + interval seq second,"
              + " s.seen_at, s.expires_at + interval 1 day, '', s.client"
              + " from sessions s join users u on u.id = s.user_id, seq_1_to_55 where u.username = '"
              + member.name()
              + "'");
    }

    Answer page = member.visitor().get("/user/devices");

    assertThat(page.page().select("#sessions li")).hasSize(50);
    assertThat(page.page().select("#sessions li").first().text()).contains("This device");
    assertThat(page.text("#devices h2")).isEqualTo("The latest 50 devices");
  }

  @Test
  void isWrittenIntoTheLogByNumber() throws Exception {
    Member member = Member.signUp(site);
    member.visitor().post("/logout", Map.of());
    member
        .visitor()
        .get("/login")
        .form("signin")
        .fill("login", member.name())
        .fill("password", "not the password")
        .press("go");
    long id;
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id from users where username = '" + member.name() + "'")) {
      row.next();
      id = row.getLong(1);
    }

    Patience.until(
        "the log", () -> Files.readString(site.log()).contains("refused: account " + id));
    String log = Files.readString(site.log());
    assertThat(log)
        .contains(
            "Account " + id + " signed in",
            "Account " + id + " signed out",
            "A sign-in was refused: account " + id);
    assertThat(log.lines().filter(line -> line.contains("signed ") || line.contains("refused")))
        .noneMatch(line -> line.contains(member.name()));
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

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.follow().flashes()).singleElement().asString().contains("nothing was done");
    assertThat(stranger.get("/user").status()).isEqualTo(200);
  }
}
