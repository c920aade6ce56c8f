package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carafe.core.signing.Signer;
import org.carafe.core.signing.SigningKeys;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What belongs to somebody else, asked for by its number: it is as if it were not there. */
@BrowserTest
@RunAsClient
class OthersIT {
  private static final String STATE = "jakarta.faces.ViewState";

  private final Site site = Site.current();

  private long number(String sql) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private long session(Member member) throws SQLException {
    return number(
        "select max(s.id) from sessions s join users u on u.id = s.user_id where u.username = '"
            + member.name()
            + "'");
  }

  private long signUp(String name) throws SQLException {
    return number("select id from sign_ups where username = '" + name + "'");
  }

  private static Answer press(Visitor who, String path, String form, String button, Object value) {
    return who.post(path, Map.of(form, form, button, String.valueOf(value), STATE, "stateless"));
  }

  /** The number in place of the stranger's own, in every shape a button is sent in. */
  @Test
  void sessionsAreNotEnded() throws SQLException {
    Member owner = Member.signUp(site);
    Member stranger = Member.signUp(site);
    Member.signIn(
        stranger.visitor().twin().cookie("session", null), stranger.name(), Member.PASSWORD);
    long theirs = session(owner);
    String own =
        stranger.visitor().get("/user/devices").page().select("button[name=end]").attr("id");

    for (String button :
        List.of("end", own, "end:" + theirs, "end-" + theirs, "sessions:0:end", "0:end")) {
      Answer answer = press(stranger.visitor(), "/user/devices", "sessions", button, theirs);
      assertThat(answer.status()).as(button).isEqualTo(303);
      assertThat(answer.follow().flashes()).singleElement().asString().contains("nothing was done");
    }
    press(new Visitor(site.url()), "/user/devices", "sessions", "end", theirs);
    press(stranger.visitor(), "/user/devices", "others", "signOutOthers", 1);

    assertThat(owner.visitor().get("/user").status()).isEqualTo(200);
    assertThat(session(owner)).isEqualTo(theirs);
  }

  @Test
  void signUpsAreNeitherSentAgainNorCorrected() throws SQLException {
    String name = Member.freshName();
    String address = name + "@example.org";
    Member.register(new Visitor(site.url()), name, address);
    site.inbox().await(address);
    long theirs = signUp(name);
    String strangersName = Member.freshName();
    var stranger = new Visitor(site.url());
    Member.register(stranger, strangersName, strangersName + "@example.org");
    String own = stranger.cookie("signup").orElseThrow();
    String payload = own.substring(0, own.indexOf('.'));
    String wrongKey =
        Signer.forPurpose(SigningKeys.of("a-key-that-was-never-configured-here"), "cookie.signup")
            .sign(Long.toString(theirs), Instant.now());
    String wrongPurpose =
        Signer.forPurpose(SigningKeys.of(Site.SECRET_KEY), "cookie.other")
            .sign(Long.toString(theirs), Instant.now());

    for (String forged :
        List.of(Long.toString(theirs), own.replace(payload, "" + theirs), wrongKey, wrongPurpose)) {
      var forger = new Visitor(site.url()).cookie("signup", forged);
      assertThat(forger.get("/register/sent").body()).as(forged).doesNotContain(name);
      press(forger, "/register/sent", "again", "resend", 1);
      forger.post(
          "/register/sent",
          Map.of("correct", "correct", "email", "x" + address, "go", "1", STATE, "stateless"));
    }

    assertThat(
            number(
                "select count(*) from sign_ups s join sign_up_mails m on m.sign_up_id = s.id"
                    + " where s.address = '"
                    + address
                    + "'"))
        .as("still one mail, to the address that was typed")
        .isOne();
  }

  /** The cookie of one sign-up does not stand for the password of another. */
  @Test
  void signUpsAreNotConfirmedByTheCookieOfAnother() {
    String name = Member.freshName();
    String address = name + "@example.org";
    Member.register(new Visitor(site.url()), name, address);
    String link = Member.path(site.inbox().await(address).link("/register/confirm/"));
    String strangersName = Member.freshName();
    var stranger = new Visitor(site.url());
    Member.register(stranger, strangersName, strangersName + "@example.org");

    Answer page = stranger.get(link);
    assertThat(page.page().getElementById("password")).isNotNull();
    Answer refused = page.form("form").fill("password", "wrong").press("go");
    assertThat(refused.status()).isEqualTo(422);
    Answer left = stranger.post(link, Map.of("form", "form", "go", "1", STATE, "stateless"));
    assertThat(left.status()).isNotEqualTo(303);
    assertThat(new Visitor(site.url()).get("/u/" + name).status()).isEqualTo(404);
  }
}
