package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;
import org.carafe.core.signing.SigningKeys;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity cookie and the session behind it: how long they last, and what ends them. */
@BrowserTest
@RunAsClient
class SessionsIT {
  private final Site site = Site.current();
  private Member member;
  private Visitor visitor;

  @BeforeEach
  void signUp() {
    member = Member.signUp(site);
    visitor = member.visitor();
  }

  private boolean isSignedIn() {
    return visitor.get("/user").status() == 200;
  }

  private String cookie() {
    return visitor.cookie("session").orElseThrow();
  }

  private Answer signIn(boolean keep) {
    visitor.cookie("session", null);
    var form = visitor.get("/login").form("signin");
    form.fill("login", member.name()).fill("password", Member.PASSWORD);
    return (keep ? form.tick("keep") : form).press("go");
  }

  /** Lets time pass for this person's sessions. */
  private void age(String interval) throws SQLException {
    update(
        "update sessions s join users u on u.id = s.user_id set"
            + " s.created_at = s.created_at - interval %1$s,"
            + " s.seen_at = s.seen_at - interval %1$s,"
            + " s.expires_at = s.expires_at - interval %1$s where u.username = '%2$s'",
        interval, member.name());
  }

  private void update(String sql, Object... arguments) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql.formatted(arguments));
    }
  }

  private Duration left() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select timestampdiff(second, utc_timestamp(), max(s.expires_at)) from sessions s"
                    + " join users u on u.id = s.user_id where u.username = '"
                    + member.name()
                    + "'")) {
      row.next();
      return Duration.ofSeconds(row.getLong(1));
    }
  }

  private static Signer signer(String... keys) {
    String[] fallbacks = List.of(keys).subList(1, keys.length).toArray(String[]::new);
    return Signer.forPurpose(SigningKeys.of(keys[0], fallbacks), "core.session");
  }

  @Test
  void areInACookieThatScriptsAndOtherSitesCannotUse() {
    assertThat(signIn(false).setCookies())
        .singleElement()
        .asString()
        .startsWith("session=")
        .contains("Path=/", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Max-Age", "Expires", "Domain", "Secure");
  }

  @Test
  void thatAreKeptLastThreeDays() throws SQLException {
    assertThat(signIn(true).setCookies())
        .singleElement()
        .asString()
        .contains("Max-Age=" + Duration.ofDays(3).toSeconds());
    assertThat(left()).isBetween(Duration.ofHours(71), Duration.ofDays(3));
  }

  @Test
  void thatAreNotKeptEndAfterTwelveHours() throws SQLException {
    signIn(false);
    assertThat(left()).isBetween(Duration.ofHours(11), Duration.ofHours(12));
    age("11 hour");
    assertThat(isSignedIn()).isTrue();
    assertThat(left()).isLessThan(Duration.ofMinutes(61));

    age("61 minute");

    assertThat(isSignedIn()).isFalse();
    assertThat(visitor.cookie("session")).isEmpty();
  }

  @Test
  void thatAreKeptSlideWithEachVisit() throws SQLException {
    signIn(true);
    age("2 day");

    Answer renewed = visitor.get("/user");

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.setCookies())
        .singleElement()
        .asString()
        .contains("Max-Age=2592", "HttpOnly")
        .startsWith("session=");
    assertThat(left()).isBetween(Duration.ofHours(71), Duration.ofDays(3));
    age("2 day");
    assertThat(isSignedIn()).isTrue();
    age("73 hour");
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void thatAreKeptEndThirtyDaysAfterSignIn() throws SQLException {
    signIn(true);
    for (int days = 0; days < 28; days += 2) {
      age("2 day");
      assertThat(isSignedIn()).as("after %d days", days + 2).isTrue();
    }
    age("1 day");
    assertThat(isSignedIn()).isTrue();
    assertThat(left()).isBetween(Duration.ofHours(23), Duration.ofDays(1));

    age("25 hour");

    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void areNotRenewedMoreThanHourly() throws SQLException {
    signIn(true);
    age("59 minute");
    assertThat(visitor.get("/user").setCookies()).isEmpty();

    age("2 minute");

    assertThat(visitor.get("/user").setCookies()).hasSize(1);
    assertThat(visitor.get("/user").setCookies()).isEmpty();
  }

  @Test
  void endWhenThePersonIsDisabled() throws SQLException {
    update("update users set enabled = false where username = '%s'", member.name());

    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void endWithTheAccount() throws SQLException {
    update("delete from users where username = '%s'", member.name());

    assertThat(isSignedIn()).isFalse();
    assertThat(visitor.cookie("session")).isEmpty();
  }

  @Test
  void areKeptInTheDatabaseAsAHashOnly() throws SQLException, BadSignature {
    String token =
        signer(Site.SECRET_KEY).verify(cookie(), Duration.ofDays(1), Instant.now()).text();
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select * from sessions")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          assertThat(rows.getString(i)).isNotEqualTo(token);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ".",
        "..",
        "a.b.c",
        "=",
        "%00",
        "null",
        "AAAA.BBBB.CCCCCCCCCCCCCCCCCCCCCCCCCCC"
      })
  void areNotBegunByRubbish(String rubbish) {
    visitor.cookie("session", rubbish);

    assertThat(isSignedIn()).isFalse();
    assertThat(visitor.get("/").status()).isEqualTo(200);
  }

  @Test
  void areNotBegunByAChangedCookie() {
    String genuine = cookie();
    for (int i = 0; i < genuine.length(); i += 7) {
      char other = genuine.charAt(i) == 'A' ? 'B' : 'A';
      visitor.cookie("session", genuine.substring(0, i) + other + genuine.substring(i + 1));
      assertThat(isSignedIn()).as("changed at %d", i).isFalse();
    }
    visitor.cookie("session", genuine);
    assertThat(isSignedIn()).isTrue();
  }

  @Test
  void areReadWithAnEarlierKeyAndNoOther() throws BadSignature {
    Instant now = Instant.now();
    String token = signer(Site.SECRET_KEY).verify(cookie(), Duration.ofDays(1), now).text();

    visitor.cookie("session", signer(Site.EARLIER_SECRET_KEY).sign(token, now));
    assertThat(isSignedIn()).isTrue();

    visitor.cookie("session", signer("a-key-that-was-never-configured-here").sign(token, now));
    assertThat(isSignedIn()).isFalse();

    visitor.cookie(
        "session",
        Signer.forPurpose(SigningKeys.of(Site.SECRET_KEY), "core.flash").sign(token, now));
    assertThat(isSignedIn()).as("signed for another purpose").isFalse();
  }

  @Test
  void endWithTheirCookiesAge() throws BadSignature {
    Instant now = Instant.now();
    String token = signer(Site.SECRET_KEY).verify(cookie(), Duration.ofDays(1), now).text();

    visitor.cookie("session", signer(Site.SECRET_KEY).sign(token, now.minus(Duration.ofDays(29))));
    assertThat(isSignedIn()).isTrue();

    visitor.cookie("session", signer(Site.SECRET_KEY).sign(token, now.minus(Duration.ofDays(31))));
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void areNotBegunByASignedTokenThatNobodyHas() {
    visitor.cookie("session", signer(Site.SECRET_KEY).sign("no such token", Instant.now()));

    assertThat(isSignedIn()).isFalse();
    assertThat(visitor.cookie("session")).as("taken back").isEmpty();
  }
}
