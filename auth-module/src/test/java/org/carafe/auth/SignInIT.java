package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Cases;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sign-in page. */
@BrowserTest
@RunAsClient
class SignInIT {
  private static final String WRONG =
      "That did not match. Check the name and the password, then try again.";

  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @Test
  void leadsToTheAccount() {
    Member member = Member.signUp(site);

    Answer answer = Member.signIn(visitor, member.name(), Member.PASSWORD);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/user");
    assertThat(answer.follow().body()).contains("Signed in as " + member.name() + ".");
  }

  @Test
  void takesUsernameAndConfirmedAddressInAnyCase() {
    Member member = Member.signUp(site);
    String upper = member.name().toUpperCase(Locale.ROOT);

    for (String login :
        List.of(
            member.name(),
            upper,
            " " + member.name() + " ",
            member.address(),
            upper + "@EXAMPLE.org",
            member.name() + "@example.org ")) {
      assertThat(Member.signIn(new Visitor(site.url()), login, Member.PASSWORD).status())
          .as("“%s”", login)
          .isEqualTo(303);
    }
  }

  @Test
  void doesNotTakeAnAddressThatIsNotConfirmed() {
    Member member = Member.signUp(site);
    String waiting = Member.freshName() + "@example.org";
    member.visitor().get("/user").form("add").fill("address", waiting).press("go");

    assertThat(Member.signIn(visitor, waiting, Member.PASSWORD).status()).isEqualTo(422);
  }

  @Test
  void saysTheSameWhateverIsWrong() throws SQLException {
    Member member = Member.signUp(site);
    Member disabled = Member.signUp(site);
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update users set enabled = false where username = '" + disabled.name() + "'");
    }

    Answer wrongPassword = Member.signIn(visitor, member.name(), "not the password");
    Answer unknown = Member.signIn(visitor, Member.freshName(), Member.PASSWORD);
    Answer unknownAddress = Member.signIn(visitor, "no@example.org", Member.PASSWORD);
    Answer stopped = Member.signIn(visitor, disabled.name(), Member.PASSWORD);

    assertThat(List.of(wrongPassword, unknown, unknownAddress, stopped))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(422);
              assertThat(answer.text("#failure")).endsWith(WRONG);
              assertThat(answer.setCookies()).isEmpty();
              assertThat(answer.page().getElementById("password").hasAttr("value")).isFalse();
            });
    assertThat(without(member.name(), wrongPassword)).isEqualTo(without(disabled.name(), stopped));
  }

  private static String without(String name, Answer answer) {
    return answer.body().replace(name, "…").replaceAll("[0-9A-Z]{13}", "…");
  }

  @Test
  void hashesAPasswordEvenForNobody() {
    Member member = Member.signUp(site);
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    for (int i = 0; i < 15; i++) {
      known = Math.min(known, nanosToRefuse(member.name()));
      unknown = Math.min(unknown, nanosToRefuse(Member.freshName()));
    }

    // Hashing takes some 25 ms, the rest of the request 5: without it the time is a fraction. Only
    // the shortest is free of what else the machine does.
    assertThat(unknown).isBetween(known / 2, known * 2);
  }

  private long nanosToRefuse(String login) {
    var form = new Visitor(site.url()).get("/login").form("signin");
    form.fill("login", login).fill("password", "not the password");
    long begin = System.nanoTime();
    assertThat(form.press("go").status()).isEqualTo(422);
    return System.nanoTime() - begin;
  }

  @ParameterizedTest
  @CsvSource({"'', x, login", "x, '', password"})
  void asksForWhatIsMissing(String login, String password, String field) {
    Answer answer = Member.signIn(visitor, login, password);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error(field)).isNotEmpty();
  }

  @Test
  void slowsGuessingDown() {
    Member member = Member.signUp(site);
    for (int i = 0; i < 10; i++) {
      assertThat(Member.signIn(visitor, member.name(), "wrong " + i).status()).isEqualTo(422);
    }

    Answer slowed = Member.signIn(visitor, member.name(), Member.PASSWORD);

    assertThat(slowed.status()).isEqualTo(429);
    assertThat(Integer.parseInt(slowed.header("Retry-After").orElseThrow()))
        .as("a quarter of an hour from the first wrong try")
        .isBetween(600, 900);
    assertThat(slowed.text(".c-error-code")).isEqualTo("429");
    assertThat(slowed.text(".c-error")).contains("not locked", "Wait 15 minutes, then try again");
    assertThat(Member.signIn(visitor, member.name().toUpperCase(Locale.ROOT), "x").status())
        .isEqualTo(429);
    Member other = Member.signUp(site);
    assertThat(Member.signIn(visitor, other.name(), Member.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void slowsGuessingDownForNamesThatNobodyHas() {
    String nobody = Member.freshName();
    for (int i = 0; i < 10; i++) {
      Member.signIn(visitor, nobody, "wrong " + i);
    }

    assertThat(Member.signIn(visitor, nobody, "wrong").status()).isEqualTo(429);
  }

  @Test
  void forgetsWrongTriesAfterTheRightOne() {
    Member member = Member.signUp(site);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 9; i++) {
        assertThat(Member.signIn(visitor, member.name(), "wrong").status()).isEqualTo(422);
      }
      assertThat(Member.signIn(visitor.twin(), member.name(), Member.PASSWORD).status())
          .isEqualTo(303);
    }
  }

  @Test
  void forgetsWrongTriesAfterAQuarterOfAnHour() throws SQLException {
    Member member = Member.signUp(site);
    for (int i = 0; i < 10; i++) {
      Member.signIn(visitor, member.name(), "wrong");
    }
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update sign_in_failures set since = since - interval 15 minute - interval 1 second");
    }

    assertThat(Member.signIn(visitor, member.name(), Member.PASSWORD).status()).isEqualTo(303);
  }

  static Stream<String> otherSites() {
    return Cases.of("redirect")
        .texts("must_refuse")
        .filter(target -> target.chars().allMatch(c -> c < 0xd800 || c > 0xdfff));
  }

  static Stream<JsonObject> doubtful() {
    return Cases.of("redirect").rows("extra");
  }

  @ParameterizedTest
  @MethodSource("otherSites")
  void neverLeadsToAnotherSite(String next) {
    assertThat(landing(next)).isEqualTo("/user");
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void decidesTheDoubtfulLikeTheTable(JsonObject row) {
    String next = row.getString("url");
    assertThat(landing(next)).isEqualTo(row.getBoolean("local_path_only") ? ascii(next) : "/user");
  }

  private static String ascii(String path) {
    return java.net.URI.create(path).toASCIIString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/user/devices", "/u/admin?x=1&y=%C3%A4", "/admin?q=a%26b", "/u/J%C3%B6rg"})
  void leadsToWhereThePersonWantedToGo(String next) {
    assertThat(landing(next)).isEqualTo(next);
  }

  /** Signing in hashes; only where it leads is asked here, so one person does for all rows. */
  private String landing(String next) {
    String query =
        next.isEmpty()
            ? ""
            : "?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);
    return visitor
        .get("/login" + query)
        .form("signin")
        .fill("login", Site.ADMINISTRATOR)
        .fill("password", site.administratorPassword())
        .press("go")
        .location();
  }

  @Test
  void leadsWhoIsSignedInOn() {
    Visitor member = Member.signUp(site).visitor();

    for (String path : List.of("/login", "/login?next=/u/admin", "/register", "/register/sent")) {
      assertThat(member.get(path).location()).as(path).isEqualTo("/user");
    }
  }

  @Test
  void giveTheBrowserANewSession() {
    Member member = Member.signUp(site);
    Member.signIn(visitor, member.name(), Member.PASSWORD);
    String first = visitor.cookie("session").orElseThrow();
    var second = new Visitor(site.url());
    Member.signIn(second, member.name(), Member.PASSWORD);

    assertThat(second.cookie("session")).get().isNotEqualTo(first);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
  }

  @Test
  void speaksGerman() {
    visitor.in("de");

    Answer answer = Member.signIn(visitor, Member.freshName(), "falsch");

    assertThat(answer.text("h1")).isEqualTo("Anmelden");
    assertThat(answer.page().select("html").attr("lang")).isEqualTo("de");
    assertThat(answer.text("#failure")).doesNotContain("That did not match");
  }
}
