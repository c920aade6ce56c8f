package org.carafe.users.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Mail;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account page without script, the change page, and the page behind the mailed link. */
@BrowserTest
@RunAsClient
class AccountPageIT {
  private final Site site = Site.current();
  private Member member;
  private Visitor visitor;
  private String second;

  @BeforeEach
  void signUp() {
    member = Member.signUp(site);
    visitor = member.visitor();
    second = "second-" + member.address();
  }

  private Answer add(String address) {
    return visitor.get("/user").form("add").fill("address", address).press("go");
  }

  private String link(String address) {
    return Member.path(site.inbox().await(address).link("/user/emails/confirm/"));
  }

  private Answer confirm(Visitor who, String link) {
    return who.get(link).form("form").press("go");
  }

  private Answer addConfirmed(String address) {
    add(address);
    return confirm(visitor, link(address)).follow();
  }

  /** The row of an address. */
  private static Elements row(Answer page, String address) {
    return page.page().select("#list li:contains(" + address + ")");
  }

  private static Answer press(Answer page, String address, String button) {
    String id = row(page, address).select("button[name=" + button + "]").attr("id");
    return page.form("list").press(id);
  }

  private long id(String address) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id from email_addresses where address = '" + address + "'")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  /** Somebody changes the primary address while the page's transaction is under way. */
  @Test
  void refusesToOverwriteWhatChangedMeanwhile() throws Exception {
    Answer page = addConfirmed(second);
    String shouted = member.address().toUpperCase(Locale.ROOT);
    try (Connection other = site.database().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate(
          "update email_addresses set address = '%s', version = version + 1 where address = '%s'"
              .formatted(shouted, member.address()));
      var late = CompletableFuture.supplyAsync(() -> press(page, second, "primary"));
      awaitBlocked();
      other.commit();

      Answer answer = late.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("h1")).isNotEmpty();
      assertThat(answer.body()).doesNotContain("Exception");
    }
    Answer after = visitor.get("/user");
    assertThat(row(after, shouted).text()).as("the other's change").contains("Primary");
    assertThat(row(after, second).text()).doesNotContain("Primary");
    assertThat(press(after, second, "primary").follow().flashes()).hasSize(1);
    assertThat(row(visitor.get("/user"), second).text()).contains("Primary");
  }

  private static boolean isBlocked(Statement statement) throws SQLException {
    try (ResultSet waiting =
        statement.executeQuery(
            "select 1 from information_schema.processlist where id <> connection_id()"
                + " and info like 'update email_addresses%' and time_ms > 100")) {
      return waiting.next();
    }
  }

  /** Until the application's update waits for the lock that this test holds. */
  private void awaitBlocked() throws Exception {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      Patience.until("the page's update waits", () -> isBlocked(statement));
    }
  }

  @Test
  void addsAnAddressAndMailsALink() {
    Answer answer = add(second);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/user");
    Answer page = answer.follow();
    assertThat(page.flashes()).singleElement().asString().contains(second);
    assertThat(row(page, second).text()).contains("Waiting for confirmation");
    Mail mail = site.inbox().await(second);
    assertThat(mail.subject()).isEqualTo("Confirm your address");
    assertThat(mail.text()).contains(member.name(), second);
    assertThat(mail.html()).contains(member.name());
  }

  @Test
  void confirmsWithTheButtonOnlyAndOnce() {
    add(second);
    String link = link(second);
    visitor.get(link);
    visitor.send("HEAD", link, "");
    assertThat(row(visitor.get("/user"), second).text()).contains("Waiting");
    Answer form = visitor.get(link);

    Answer done = form.form("form").press("go").follow();

    assertThat(done.flashes()).singleElement().asString().contains(second + " is confirmed");
    assertThat(row(done, second).text()).contains("Confirmed").doesNotContain("Waiting");
    assertThat(visitor.get(link).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void confirmsForNobodyElse() {
    add(second);
    String link = link(second);
    Visitor somebody = Member.signUp(site).visitor();

    assertThat(somebody.get(link).text("h1")).isEqualTo("This link no longer works");
    assertThat(new Visitor(site.url()).get(link).location()).startsWith("/login?next=");
    assertThat(confirm(visitor, link).follow().flashes()).hasSize(1);
  }

  @Test
  void refusesAnOldLink() throws SQLException {
    add(second);
    String link = link(second);
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update address_confirmations set expires_at = expires_at - interval 24 hour"
              + " where address_key = '"
              + second
              + "'");
    }

    assertThat(visitor.get(link).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void keepsOnlyHashesOfTokens() throws SQLException {
    add(second);
    String token = link(second).replaceFirst(".*/", "");
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select token_hash = sha2('"
                    + token
                    + "', 256) from address_confirmations where address_key = '"
                    + second
                    + "'")) {
      row.next();
      assertThat(row.getBoolean(1)).isTrue();
    }
  }

  @Test
  void makesAnotherAddressPrimary() {
    Answer page = addConfirmed(second);

    Answer answer = press(page, second, "primary");

    assertThat(answer.status()).isEqualTo(303);
    Answer after = answer.follow();
    assertThat(after.flashes()).singleElement().asString().contains(second);
    assertThat(row(after, second).text()).contains("Primary");
    assertThat(row(after, member.address()).last().text()).doesNotContain("Primary");
    Mail warning = site.inbox().await(member.address(), 2);
    assertThat(warning.subject()).isEqualTo("Your primary address was changed");
    assertThat(warning.text())
        .contains(
            "account " + member.name(), "If it was not you", "make this address primary again")
        .doesNotContain(second);
    assertThat(warning.html()).contains("If it was not you");
    assertThat(Member.path(warning.link("/user"))).isEqualTo("/user");
  }

  @Test
  void removesAnAddress() {
    Answer page = addConfirmed(second);

    Answer after = press(page, second, "remove").follow();

    assertThat(after.flashes()).singleElement().asString().contains(second + " was removed");
    assertThat(row(after, second)).isEmpty();
    Mail warning = site.inbox().await(second, 2);
    assertThat(warning.subject()).isEqualTo("Your address was removed");
    assertThat(warning.text()).contains("Sign in with your username, " + member.name());
    assertThat(Member.signIn(new Visitor(site.url()), second, Member.PASSWORD).status())
        .isEqualTo(422);
  }

  @Test
  void offersNoWayToRemoveTheLastOne() throws SQLException {
    Answer page = visitor.get("/user");
    assertThat(row(page, member.address()).select("button[name=remove]")).isEmpty();

    Answer forged =
        visitor.post(
            "/user",
            Map.of(
                "list",
                "list",
                "remove",
                Long.toString(id(member.address())),
                "jakarta.faces.ViewState",
                "stateless"));

    assertThat(forged.status()).isEqualTo(303);
    assertThat(forged.follow().flashes()).singleElement().asString().contains("nothing was done");
    assertThat(row(visitor.get("/user"), member.address())).isNotEmpty();
  }

  @Test
  void tellsAnotherTabThatThingsHaveChanged() {
    add(second);
    Answer stale = visitor.get("/user");
    Answer confirmed = confirm(visitor, link(second)).follow();

    Answer again = press(stale, second, "resend");

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.location()).isEqualTo("/user");
    assertThat(again.follow().flashes()).singleElement().asString().contains("changed meanwhile");
    assertThat(site.inbox().receivedBy(second)).hasSize(1);
    press(confirmed, second, "remove").follow();
    Answer removed = press(confirmed, second, "remove");
    assertThat(removed.status()).isEqualTo(303);
    assertThat(removed.follow().flashes()).singleElement().asString().contains("changed meanwhile");
  }

  @Test
  void asksTheDatabaseAFewTimesHoweverManyAddressesWait() throws Exception {
    // The session with the person, then what is shown: addresses, and which mail was declined.
    assertThat(queriesFor("/user")).isLessThan(4);
    assertThat(queriesFor("/api/v1/account")).isLessThan(3);

    for (int i = 1; i <= 3; i++) {
      add(i + "-" + member.address());
    }
    assertThat(visitor.get("/user").page().select("[data-watch]")).hasSize(3);

    // Their latest mails as well, and how far these are.
    assertThat(queriesFor("/user")).isLessThan(6);
    assertThat(queriesFor("/api/v1/account")).isLessThan(3);
  }

  /** For each request; what the server does beside is less than one more. */
  private double queriesFor(String path) throws SQLException {
    int many = 30;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = queries();
      for (int i = 0; i < many; i++) {
        assertThat(visitor.get(path).status()).isEqualTo(200);
      }
      least = Math.min(least, queries() - before);
    }
    assertThat(least).as("the session at least is asked for").isGreaterThanOrEqualTo(many);
    return (double) least / many;
  }

  private long queries() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("show global status like 'Com_select'")) {
      assertThat(row.next()).isTrue();
      return row.getLong(2);
    }
  }

  @Test
  void doesNothingToTheAddressesOfOthers() throws SQLException {
    add(second);
    confirm(visitor, link(second));
    Member somebody = Member.signUp(site);
    long id = id(second);

    for (String button : new String[] {"primary", "remove", "resend"}) {
      Answer answer =
          somebody
              .visitor()
              .post(
                  "/user",
                  Map.of(
                      "list",
                      "list",
                      button,
                      Long.toString(id),
                      "jakarta.faces.ViewState",
                      "stateless"));
      assertThat(answer.status()).as(button).isEqualTo(303);
      Answer after = answer.follow();
      assertThat(after.flashes()).singleElement().asString().contains("nothing was done");
      assertThat(after.body()).doesNotContain(second);
    }
    String change = "/user/emails/" + id;
    assertThat(somebody.visitor().get(change).status()).isEqualTo(404);
    Map<String, String> form =
        Map.of(
            "form", "form",
            "address", "stolen-" + second,
            "go", "1",
            "jakarta.faces.ViewState", "stateless");
    assertThat(somebody.visitor().post(change, form).status()).isEqualTo(404);
    assertThat(new Visitor(site.url()).post(change, form).location()).startsWith("/login");
    assertThat(site.inbox().receivedBy("stolen-" + second)).isEmpty();
    assertThat(visitor.get("/user/emails/999999999").status()).isEqualTo(404);
    assertThat(visitor.get("/user/emails/x").status()).isEqualTo(404);
    assertThat(row(visitor.get("/user"), second).text()).contains("Confirmed");
  }

  @Test
  void replacesAConfirmedAddressOnceTheNewOneIsConfirmed() throws SQLException {
    Answer form = visitor.get("/user/emails/" + id(member.address()));
    assertThat(form.page().getElementById("address").attr("value")).isEqualTo(member.address());

    Answer after = form.form("form").fill("address", second).press("go").follow();
    assertThat(row(after, second).text()).contains("Waiting");
    assertThat(row(after, member.address())).isNotEmpty();
    Answer done = confirm(visitor, link(second)).follow();

    assertThat(done.page().select("#list li")).hasSize(1);
    assertThat(row(done, second).text()).contains("Primary", "Confirmed");
    assertThat(Member.signIn(new Visitor(site.url()), member.address(), Member.PASSWORD).status())
        .isEqualTo(422);
    assertThat(Member.signIn(new Visitor(site.url()), second, Member.PASSWORD).status())
        .isEqualTo(303);
  }

  @Test
  void correctsAWaitingAddressWhichEndsTheOlderLink() throws SQLException {
    String typo = "typo-" + member.address();
    add(typo);
    String older = link(typo);

    Answer after =
        visitor
            .get("/user/emails/" + id(typo))
            .form("form")
            .fill("address", second)
            .press("go")
            .follow();

    assertThat(row(after, typo)).isEmpty();
    assertThat(confirm(visitor, link(second)).follow().flashes()).hasSize(1);
    assertThat(visitor.get(older).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void showsWhatIsWrongBesideTheField() {
    Answer malformed = add("no address");
    assertThat(malformed.status()).isEqualTo(422);
    assertThat(malformed.error("address")).startsWith("This is not a complete e-mail address");
    assertThat(malformed.page().getElementById("address").attr("value")).isEqualTo("no address");

    assertThat(add("").error("address")).isEqualTo("Type the address to add.");
    assertThat(add(member.address()).error("address")).isEqualTo("You have this address already.");
  }

  @Test
  void doesNotTellWhetherSomebodyHasTheAddress() {
    Member owner = Member.signUp(site);

    Answer page = add(owner.address()).follow();

    assertThat(page.flashes()).singleElement().asString().contains("open the link in the mail");
    assertThat(row(page, owner.address()).text()).contains("Waiting");
    Mail mail = site.inbox().await(owner.address(), 2);
    assertThat(mail.subject()).isEqualTo("Your address is in use already");
    assertThat(mail.text()).doesNotContain("/user/emails/confirm/").doesNotContain(member.name());
  }

  /** As an address that is free is asked: otherwise its mail's state would tell which it is. */
  @Test
  void tellsTheOwnerAlsoWhereMailOnceCameBack() throws SQLException {
    Member owner = Member.signUp(site);
    site.inbox().await(owner.address());
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "insert into mail_undeliverable values ('%1$s', '%1$s', utc_timestamp() - interval 2 hour, '550 5.1.1 gone')"
              .formatted(owner.address()));
    }

    add(owner.address());

    assertThat(site.inbox().await(owner.address(), 2).subject())
        .isEqualTo("Your address is in use already");
  }

  @Test
  void givesAnAddressToTheFirstWhoConfirmsIt() {
    Member somebody = Member.signUp(site);
    add(second);
    String mine = link(second);
    somebody.visitor().get("/user").form("add").fill("address", second).press("go");
    String theirs = Member.path(site.inbox().await(second, 2).link("/user/emails/confirm/"));
    assertThat(confirm(somebody.visitor(), theirs).follow().flashes()).hasSize(1);

    Answer late = confirm(visitor, mine).follow();

    assertThat(late.flashes()).singleElement().asString().contains("Another account has confirmed");
    assertThat(row(late, second).text()).contains("Waiting");
  }

  @Test
  void showsTypedMarkupAsText() {
    String evil = "<b>x</b>@example.org";

    Answer answer = add(evil);

    assertThat(answer.page().select("main b")).isEmpty();
    assertThat(answer.body()).doesNotContain(evil);
  }

  @Test
  void speaksGermanToWhoSignedUpInGerman() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update users set language = 'de' where username = '" + member.name() + "'");
    }

    Answer page = visitor.get("/user");

    assertThat(page.page().select("html").attr("lang")).isEqualTo("de");
    assertThat(page.body()).contains("Angemeldet als").doesNotContain("Signed in as");
    add(second);
    assertThat(site.inbox().await(second).subject()).isNotEqualTo("Confirm your address");
  }

  @Test
  void saysThatAnAddressReplacesAnother() {
    String id =
        row(visitor.get("/user"), member.address()).select("a[href*=/user/emails/]").attr("href");
    visitor.get(id).form("form").fill("address", second).press("go");
    assertThat(row(visitor.get("/user"), second).text())
        .contains("Replaces " + member.address() + " as soon as");

    String link = link(second);
    assertThat(visitor.get(link).page().select(".c-lead").text())
        .contains("replace " + member.address() + " by", second);

    Answer done = confirm(visitor, link).follow();
    assertThat(done.page().select(".c-flashes").text())
        .contains(second + " is confirmed and has replaced " + member.address());
    assertThat(site.inbox().await(member.address(), 2).subject())
        .isEqualTo("Your address was removed");
    assertThat(row(done, second).text()).contains("Primary");
  }
}
