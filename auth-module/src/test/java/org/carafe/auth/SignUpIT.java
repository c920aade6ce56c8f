package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Mail;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the sign-up page through the mailed link to the account. */
@BrowserTest
@RunAsClient
class SignUpIT {
  private static final Map<String, String> CONFIRM =
      Map.of("form", "form", "go", "1", "jakarta.faces.ViewState", "stateless");

  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());
  private final String name = Member.freshName();
  private final String address = name + "@example.org";

  private String link(String to) {
    return Member.path(site.inbox().await(to).link("/register/confirm/"));
  }

  private String link(String to, int mails) {
    return Member.path(site.inbox().await(to, mails).link("/register/confirm/"));
  }

  private static Answer confirm(Visitor who, String link) {
    return who.get(link).form("form").press("go");
  }

  private long count(String sql) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private long accounts(String address) throws SQLException {
    return count("select count(*) from email_addresses where confirmed_key = '" + address + "'");
  }

  @Test
  void makesTheAccountAndSignsIn() throws SQLException {
    Answer sent = Member.register(visitor, name, address);
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.location()).isEqualTo("/register/sent");
    assertThat(sent.follow().body()).contains(address);
    assertThat(accounts(address)).isZero();

    Answer confirmed = confirm(visitor, link(address));

    assertThat(confirmed.location()).isEqualTo("/user");
    Answer account = confirmed.follow();
    assertThat(account.flashes()).singleElement().asString().contains("Welcome, " + name);
    assertThat(account.body()).contains("Signed in as " + name, address);
    assertThat(accounts(address)).isOne();
    assertThat(visitor.cookieNames()).containsExactly("session");
    assertThat(visitor.get("/u/" + name).status()).isEqualTo(200);
  }

  /** Script says it, so without script nobody does. */
  @ParameterizedTest
  @CsvSource({"true, Asia/Tokyo", "false, UTC"})
  void livesInTheTimeZoneOfTheBrowser(boolean script, String zone) throws SQLException {
    Viewing tokyo = Viewing.plain().at("Asia/Tokyo");
    try (var page = site.open("/register", script ? tokyo : tokyo.withoutScript())) {
      page.locator("#username").fill(name);
      page.locator("#email").fill(address);
      page.locator("#password").fill(Member.PASSWORD);
      page.locator("#go").click();
      page.navigate(site.inbox().await(address).link("/register/confirm/"));
      page.locator("#go").click();
      page.waitForURL("**/user");
    }

    assertThat(zone()).isEqualTo(zone);
  }

  @Test
  void livesInUtcWhereTheTimeZoneIsUnknown() throws SQLException {
    Member.register(visitor, name, address);
    Map<String, String> form = new HashMap<>(CONFIRM);
    form.put("zone", "Mars/Olympus_Mons");

    assertThat(visitor.post(link(address), form).location()).isEqualTo("/user");

    assertThat(zone()).isEqualTo("UTC");
  }

  private String zone() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("select zone from users where username = '" + name + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  /** Whoever presses twice sees the second answer. */
  @Test
  void welcomesWhoeverPressesTheButtonTwice() throws Exception {
    Member.register(visitor, name, address);
    String link = link(address);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    var answers = new ArrayList<Future<Answer>>();
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.executeQuery("select id from sign_ups where username = '" + name + "' for update");
      for (int i = 0; i < 2; i++) {
        Visitor press = visitor.twin();
        answers.add(threads.submit(() -> press.post(link, CONFIRM)));
      }
      Patience.until("both presses wait", () -> othersAtWork(statement) == 2);
      database.rollback();
    }
    threads.shutdown();

    for (Future<Answer> answer : answers) {
      assertThat(answer.get().location()).isEqualTo("/user");
      assertThat(answer.get().setCookies()).anyMatch(cookie -> cookie.startsWith("session="));
    }
    assertThat(accounts(address)).isOne();
  }

  private static int othersAtWork(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select count(*) from information_schema.processlist where id <> connection_id()"
                + " and command <> 'Sleep' and info like '%sign_ups%' and time_ms > 100")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void takesTheLongestNameHoweverItsAccentsAreTyped() {
    String composed = name + "é".repeat(40 - name.length());
    Member.register(visitor, name + "e\u0301".repeat(40 - name.length()), address);

    assertThat(confirm(visitor, link(address)).follow().body())
        .contains("Signed in as " + composed + ".");
    assertThat(Member.signIn(new Visitor(site.url()), composed, Member.PASSWORD).status())
        .isEqualTo(303);
  }

  @Test
  void cannotSignInBeforeTheAddressIsConfirmed() {
    Member.register(visitor, name, address);

    assertThat(Member.signIn(visitor, name, Member.PASSWORD).status()).isEqualTo(422);
    assertThat(Member.signIn(visitor, address, Member.PASSWORD).status()).isEqualTo(422);
    assertThat(visitor.get("/u/" + name).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a                  | ok@example.org | teal ladder, quiet pump | username",
        "admin              | ok@example.org | teal ladder, quiet pump | username",
        "two words          | ok@example.org | teal ladder, quiet pump | username",
        "''                 | ok@example.org | teal ladder, quiet pump | username",
        "somebody           | not an address | teal ladder, quiet pump | email",
        "somebody           | ''             | teal ladder, quiet pump | email",
        "somebody           | ok@example.org | short                   | password",
        "somebody           | ok@example.org | passwordpassword        | password",
        "somebody           | ok@example.org | somebody, quiet pump    | password",
        "somebody           | ok@example.org | ''                      | password"
      })
  void saysWhatIsMalformed(String username, String email, String password, String field) {
    Answer answer =
        visitor
            .get("/register")
            .form("signup")
            .fill("username", username)
            .fill("email", email)
            .fill("password", password)
            .press("go");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error(field)).isNotEmpty();
    assertThat(answer.page().getElementById("password").hasAttr("value")).isFalse();
    assertThat(answer.page().getElementById("email").attr("value")).isEqualTo(email);
    assertThat(answer.setCookies()).isEmpty();
  }

  @Test
  void answersTheSameForTakenAndFreeNamesAndAddresses() {
    Member owner = Member.signUp(site);
    site.inbox().await(owner.address());

    var one = new Visitor(site.url());
    Answer free = Member.register(one, name, address);
    var other = new Visitor(site.url());
    Answer takenAddress = Member.register(other, Member.freshName(), owner.address());
    Answer takenName =
        Member.register(new Visitor(site.url()), owner.name(), Member.freshName() + "@example.org");

    assertThat(List.of(takenAddress, takenName))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(free.status());
              assertThat(answer.location()).isEqualTo(free.location());
              assertThat(answer.setCookies()).hasSameSizeAs(free.setCookies());
            });
    List<String> page = lines(onceSent(one), address);
    assertThat(lines(onceSent(other), owner.address()))
        .hasSameSizeAs(page)
        .filteredOn(line -> !page.contains(line))
        .isEmpty();
  }

  @Test
  void tellsNobodyElseWhenItsAddressBecomesAnAccount() {
    var stranger = new Visitor(site.url());
    Member.register(stranger, Member.freshName(), address);
    String strangersLink = link(address);
    List<String> before = lines(onceSent(stranger), address);
    Member.register(visitor, name, address);
    confirm(visitor, link(address, 2));

    assertThat(lines(onceSent(stranger), address)).isEqualTo(before);
    for (int i = 3; i <= 4; i++) {
      Answer again = stranger.get("/register/sent").form("again").press("resend").follow();
      assertThat(again.flashes()).singleElement().asString().contains("on its way");
      assertThat(site.inbox().await(address, i).subject()).isEqualTo("You have an account already");
    }
    Answer refused = stranger.get("/register/sent").form("again").press("resend").follow();
    assertThat(refused.flashes()).singleElement().asString().contains("Enough mail");
    assertThat(stranger.get(strangersLink).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void canBeCorrectedThoughItsAddressBecameAnAccount() throws SQLException {
    var late = new Visitor(site.url());
    String latecomer = Member.freshName();
    Member.register(late, latecomer, address);
    site.inbox().await(address);
    Member.register(visitor, name, address);
    confirm(visitor, link(address, 2));

    String own = latecomer + "@example.org";
    late.get("/register/sent").form("correct").fill("email", own).press("go");

    assertThat(confirm(late, link(own)).location()).isEqualTo("/user");
    assertThat(accounts(own)).isOne();
  }

  /** The page that waits, once it says that the mail was handed over. */
  private static Answer onceSent(Visitor visitor) {
    Answer page = visitor.get("/register/sent");
    for (int i = 0; i < 200 && !page.body().contains("data-news=\"sent\""); i++) {
      page = visitor.get("/register/sent");
    }
    return page;
  }

  private static List<String> lines(Answer page, String address) {
    return page.body()
        .replaceAll("/mail/state/[\\w-]+", "/mail/state/…")
        .replace(address.replace("@", "@<wbr>"), "…")
        .replace(address, "…")
        .lines()
        .toList();
  }

  /** As to an address that is free: otherwise the page that waits would tell which it is. */
  @Test
  void tellsTheOwnerAlsoWhereMailOnceCameBack() throws SQLException {
    Member owner = Member.signUp(site);
    site.inbox().await(owner.address());
    update(
        "insert into mail_undeliverable values ('%1$s', '%1$s', utc_timestamp() - interval 2 hour, '550 5.1.1 gone')"
            .formatted(owner.address()));

    Member.register(visitor, name, owner.address());

    assertThat(site.inbox().await(owner.address(), 2).subject())
        .isEqualTo("You have an account already");
  }

  @Test
  void tellsTheOwnerOfATakenAddressInAnotherMail() {
    Member owner = Member.signUp(site);

    Member.register(visitor, name, owner.address().toUpperCase(java.util.Locale.ROOT));

    Mail mail =
        site.inbox().receivedBy(owner.address()).size() > 1
            ? site.inbox().await(owner.address(), 2)
            : site.inbox().await(owner.address().toUpperCase(java.util.Locale.ROOT));
    assertThat(mail.subject()).isEqualTo("You have an account already");
    assertThat(mail.text()).contains(owner.name()).doesNotContain("/register/confirm/");
    assertThat(mail.text()).doesNotContain(name);
  }

  @Test
  void confirmsOnlyWithTheButton() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);

    for (int i = 0; i < 3; i++) {
      assertThat(new Visitor(site.url()).get(link).status()).isEqualTo(200);
      assertThat(visitor.send("HEAD", link, "").status()).isEqualTo(200);
    }
    assertThat(accounts(address)).isZero();

    assertThat(confirm(visitor, link).location()).isEqualTo("/user");
  }

  @Test
  void usesTheLinkUp() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);
    Visitor twin = visitor.twin();
    confirm(visitor, link);

    assertThat(twin.get(link).text("h1")).isEqualTo("This link no longer works");
    assertThat(twin.get(link).page().title()).startsWith("This link no longer works");
    assertThat(
            twin.post(
                    link, Map.of("form", "form", "go", "1", "jakarta.faces.ViewState", "stateless"))
                .setCookies())
        .noneMatch(cookie -> cookie.startsWith("session="));
    assertThat(accounts(address)).isOne();
  }

  @Test
  void usesTheLinkUpEvenWhenItsAddressIsFreeAgain() throws Exception {
    Member.register(visitor, name, address);
    String link = link(address);
    Visitor twin = visitor.twin();
    confirm(visitor, link);

    update("delete from users where username = '" + name + "'");

    assertThat(twin.get(link).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void endsAfterADay() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);
    update(
        "update sign_ups set expires_at = expires_at - interval 24 hour where username = '"
            + name
            + "'");

    assertThat(visitor.get(link).text("h1")).isEqualTo("This link no longer works");
    Answer late = visitor.get("/register/sent");
    assertThat(late.text("h1")).isEqualTo("Nothing is waiting");
    assertThat(late.page().select("main .card a").eachAttr("href")).containsExactly("/login");
    assertThat(late.page().select(".c-under a").eachAttr("href")).containsExactly("/register");
  }

  @Test
  void offersToSignInToWhoeverHasConfirmedAlready() {
    Answer waiting = Member.register(visitor, name, address).follow();

    assertThat(waiting.page().select(".c-under a").eachAttr("href")).containsExactly("/login");
  }

  @Test
  void offersToSignUpAgainOnlyWhereTheLinkNoLongerWorks() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);
    assertThat(visitor.get(link).page().select(".c-under a")).as("a link that works").isEmpty();
    update("delete from sign_ups where username = '" + name + "'");

    Answer late = visitor.get(link);

    assertThat(late.text("main")).containsOnlyOnce("This link no longer works");
    assertThat(late.page().select(".c-under a").attr("href")).isEqualTo("/register");
  }

  @Test
  void givesEachLinkADayFromItsOwnMail() throws SQLException {
    Answer page = Member.register(visitor, name, address).follow();
    String first = link(address);
    hoursPass(23);
    page.form("again").press("resend");
    String second = link(address, 2);
    hoursPass(2);

    assertThat(visitor.get(first).text("h1")).isEqualTo("This link no longer works");
    assertThat(confirm(visitor, second).location()).isEqualTo("/user");
  }

  private void hoursPass(int hours) throws SQLException {
    String ago = " - interval " + hours + " hour";
    update(
        "update sign_ups set expires_at = expires_at%s where username = '%s'".formatted(ago, name));
    update(
        "update sign_up_mails set created_at = created_at%s where address_key = '%s'"
            .formatted(ago, address));
  }

  @Test
  void keepsOnlyHashesInTheDatabase() throws SQLException {
    Member.register(visitor, name, address);
    String token = link(address).replaceFirst(".*/", "");

    assertThat(count("select count(*) from sign_up_mails where token_hash = '" + token + "'"))
        .isZero();
    assertThat(
            count(
                "select count(*) from sign_up_mails where token_hash = sha2('" + token + "', 256)"))
        .isOne();
    assertThat(
            count(
                "select count(*) from sign_ups where username = '"
                    + name
                    + "' and password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
        .isOne();
  }

  @Test
  void asksForThePasswordInAnotherBrowser() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);
    var other = new Visitor(site.url());

    Answer refused = other.get(link).form("form").fill("password", "wrong").press("go");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error("password")).startsWith("That is not the password");
    assertThat(accounts(address)).isZero();
    Answer empty = other.get(link).form("form").press("go");
    assertThat(empty.status()).isEqualTo(422);

    Answer done = other.get(link).form("form").fill("password", Member.PASSWORD).press("go");
    assertThat(done.location()).isEqualTo("/user");
    assertThat(done.follow().body()).contains("Signed in as " + name);
  }

  @Test
  void doesNotLetThePasswordBeLeftOutOfTheForm() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);

    new Visitor(site.url())
        .post(link, Map.of("form", "form", "go", "1", "jakarta.faces.ViewState", "stateless"));

    assertThat(accounts(address)).isZero();
  }

  @Test
  void allowsFiveWrongPasswords() {
    Member.register(visitor, name, address);
    String link = link(address);
    var other = new Visitor(site.url());
    for (int i = 0; i < 5; i++) {
      other.get(link).form("form").fill("password", "wrong " + i).press("go");
    }

    Answer right = other.get(link).form("form").fill("password", Member.PASSWORD).press("go");

    assertThat(right.status()).isEqualTo(422);
    assertThat(right.error("password")).startsWith("There were 5 wrong passwords");
    assertThat(confirm(visitor, link).location()).isEqualTo("/user");
  }

  @Test
  void allowsNoMoreThanFiveWrongPasswordsAtOnce() throws Exception {
    Member.register(visitor, name, address);
    String link = link(address);
    atOnce(
        12,
        i -> {
          var other = new Visitor(site.url());
          return patiently(
              () -> other.get(link).form("form").fill("password", "wrong " + i).press("go"));
        });

    assertThat(count("select tries from sign_ups where username = '" + name + "'")).isEqualTo(5);
    Answer right =
        new Visitor(site.url())
            .get(link)
            .form("form")
            .fill("password", Member.PASSWORD)
            .press("go");
    assertThat(right.status()).isEqualTo(422);
  }

  @Test
  void asksForAnotherNameWhenItWasTakenMeanwhile() {
    Member.register(visitor, name, address);
    String link = link(address);
    var faster = new Visitor(site.url());
    String theirs = Member.freshName() + "@example.org";
    Member.register(faster, name, theirs);
    confirm(faster, link(theirs));

    Answer page = visitor.get(link);
    assertThat(page.page().getElementById("username")).isNotNull();
    assertThat(page.form("form").press("go").error("username")).contains("is taken");
    assertThat(page.form("form").fill("username", "x").press("go").error("username")).isNotEmpty();
    Answer done = page.form("form").fill("username", name + "2").press("go");

    assertThat(done.location()).isEqualTo("/user");
    assertThat(done.follow().body()).contains("Signed in as " + name + "2");
  }

  @Test
  void asksForAnotherNameWhenItHasBecomeForbidden() throws SQLException {
    Member.register(visitor, name, address);
    String link = link(address);
    update("update sign_ups set username = 'root' where username = '" + name + "'");

    Answer page = visitor.get(link);
    assertThat(page.text("#username-hint")).contains("not given to anybody");
    assertThat(page.form("form").press("go").error("username")).contains("kept for this site");
    Answer done = page.form("form").fill("username", name).press("go");

    assertThat(done.location()).isEqualTo("/user");
    assertThat(done.follow().body()).contains("Signed in as " + name);
  }

  @Test
  void endsForEverybodyElseOnceTheAddressIsConfirmed() {
    var other = new Visitor(site.url());
    Member.register(visitor, name, address);
    String first = link(address);
    Member.register(other, Member.freshName(), address);
    String second = link(address, 2);

    confirm(other, second);

    assertThat(visitor.get(first).text("h1")).isEqualTo("This link no longer works");
  }

  @Test
  void canBeSentAgainThreeTimesAnHour() {
    Answer page = Member.register(visitor, name, address).follow();
    assertThat(page.body()).contains("2 more times");
    for (int i = 2; i <= 3; i++) {
      page = page.form("again").press("resend").follow();
      assertThat(page.flashes()).singleElement().asString().contains("on its way");
      site.inbox().await(address, i);
    }

    page = page.form("again").press("resend").follow();

    assertThat(page.flashes()).singleElement().asString().contains("Enough mail", address);
    assertThat(site.inbox().receivedBy(address)).hasSize(3);
    assertThat(confirm(visitor, link(address, 3)).location()).isEqualTo("/user");
  }

  @Test
  void canBeCorrectedThoughEnoughMailWentToTheWrongAddress() throws InterruptedException {
    Answer page = Member.register(visitor, name, "mistyped-" + address).follow();
    for (int i = 2; i <= 4; i++) {
      page = page.form("again").press("resend").follow();
    }
    assertThat(page.flashes()).singleElement().asString().contains("correct it below");
    assertThat(page.page().select("#correct details[open]")).hasSize(1);

    page = correct(page, address);

    assertThat(page.flashes()).singleElement().asString().contains("on its way");
    assertThat(page.body()).contains("2 more times");
    site.inbox().await(address);
    String another = "another-" + address;
    String third = "third-" + address;
    page = correct(correct(page, another), third);
    page = correct(page, "fourth-" + address);
    assertThat(page.flashes())
        .as("six mails for one sign-up")
        .singleElement()
        .asString()
        .contains("Enough mail", "fourth-" + address);
    assertThat(page.body()).contains("within the hour");
    String link = link(third);
    Thread.sleep(500);
    assertThat(site.inbox().receivedBy("mistyped-" + address)).hasSize(3);
    assertThat(site.inbox().receivedBy("fourth-" + address)).isEmpty();
    assertThat(confirm(visitor, link).location()).isEqualTo("/user");
  }

  private static Answer correct(Answer page, String address) {
    return page.form("correct").fill("email", address).press("go").follow();
  }

  @Test
  void sendsNoMoreThanSixMailsAnHourToOneAddressForOnePlace() throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      assertThat(Member.register(visitor.twin(), Member.freshName(), address).location())
          .isEqualTo("/register/sent");
    }
    site.inbox().await(address, 6);
    Thread.sleep(500);
    assertThat(site.inbox().receivedBy(address)).hasSize(6);

    Member.register(new Visitor(site.url()), name, address);

    assertThat(site.inbox().await(address, 7)).as("mail to somebody elsewhere").isNotNull();
  }

  /** Most providers deliver what is tagged to one mailbox. */
  @Test
  void sendsNoMoreThanSixHoweverTheAddressIsTagged() throws Exception {
    for (int i = 0; i < 8; i++) {
      Member.register(visitor.twin(), Member.freshName(), name + "+" + i + "@example.org");
    }

    assertThat(count("select count(*) from sign_up_mails where address_key like '" + name + "+%'"))
        .isEqualTo(6);
  }

  @Test
  void sendsNoMoreThanAHundredAndFiftyMailsAnHourForOnePlace() throws SQLException {
    Member.register(visitor, name, address);
    for (int i = 0; i < 149; i++) {
      update(
          "insert into sign_up_mails (sign_up_id, address_key, place, created_at)"
              + " select sign_up_id, 'another@example.net', place, created_at"
              + " from sign_up_mails where address_key = '%s'".formatted(address));
    }

    Member.register(visitor.twin(), Member.freshName(), "here-" + address);
    Member.register(new Visitor(site.url()), Member.freshName(), "there-" + address);

    assertThat(mails("here-" + address)).isZero();
    assertThat(mails("there-" + address)).isOne();
  }

  /** Otherwise whoever signs up with another's address sees whether mail goes there. */
  @Test
  void countsNoMailForOthersInWhatItTells() throws Exception {
    Member.register(new Visitor(site.url()), Member.freshName(), address);
    for (int i = 0; i < 28; i++) {
      update(
          "insert into sign_up_mails (sign_up_id, address_key, mailbox, created_at)"
              + " select sign_up_id, address_key, mailbox, created_at from sign_up_mails"
              + " where address_key = '%s' limit 1".formatted(address));
    }

    Answer page = Member.register(visitor, name, address).follow();

    assertThat(page.text("#again .form-text")).isEqualTo(left(2));
  }

  @Test
  void sendsNoMoreAtOnceThanOneAfterTheOther() throws Exception {
    Member.register(visitor, name, address);
    List<Answer> again =
        atOnce(
            8,
            i ->
                visitor.post(
                    "/register/sent",
                    Map.of(
                        "again", "again", "resend", "1", "jakarta.faces.ViewState", "stateless")));
    assertThat(again).extracting(Answer::status).containsOnly(303);
    assertThat(mails(address)).isEqualTo(3);

    String other = Member.freshName() + "@example.org";
    atOnce(9, i -> patiently(() -> Member.register(visitor.twin(), Member.freshName(), other)));
    assertThat(mails(other)).isEqualTo(6);
  }

  private long mails(String address) throws SQLException {
    return count("select count(*) from sign_up_mails where address_key = '" + address + "'");
  }

  /** Whether or not the address is somebody's. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsNoMoreThanThirtyMailsAnHourToOneAddressForAllPlaces(boolean taken) throws Exception {
    String address = taken ? Member.signUp(site).address() : this.address;
    Member.register(visitor, name, address);
    int mails = taken ? 2 : 1;
    site.inbox().await(address, mails);
    long id = count("select max(id) from sign_up_mails where address_key = '" + address + "'");
    for (int i = 0; i < 29; i++) {
      update(
          "insert into sign_up_mails (sign_up_id, address_key, mailbox, created_at)"
              + " select sign_up_id, address_key, mailbox, created_at from sign_up_mails where id = "
              + id);
    }

    var late = new Visitor(site.url());
    Member.register(late, Member.freshName(), address);
    Thread.sleep(500);

    assertThat(site.inbox().receivedBy(address)).hasSize(mails);
    Answer page = late.get("/register/sent");
    assertThat(page.text("h1")).isEqualTo("Not sent yet");
    assertThat(page.page().title()).startsWith("Not sent yet");
    assertThat(page.text("main"))
        .contains("We could not send the mail yet")
        .doesNotContain("We sent you a link", "Waiting for you to open the link");
    assertThat(page.text("#again .form-text")).isEqualTo(left(0));
    assertThat(visitor.get("/register/sent").text("#again .form-text")).isEqualTo(left(0));
  }

  private static String left(int mails) throws IOException {
    var texts = new Properties();
    try (var bundle = SignUps.class.getResourceAsStream("messages.properties")) {
      texts.load(new InputStreamReader(bundle, StandardCharsets.UTF_8));
    }
    return new MessageFormat(texts.getProperty("sent.left"), Locale.ENGLISH)
        .format(new Object[] {mails});
  }

  private void registerAndAwaitMail(Page page) {
    page.locator("#username").fill(name);
    page.locator("#email").fill(address);
    page.locator("#password").fill(Member.PASSWORD);
    page.locator("#go").click();
    page.locator("#progress[data-news=sent]").waitFor();
  }

  @Test
  void goesOnToTheAccountWhenItIsConfirmedInAnotherTab() {
    try (var page = site.open("/register", Viewing.plain())) {
      registerAndAwaitMail(page);
      var tab = page.context().newPage();
      tab.navigate(site.inbox().await(address).link("/register/confirm/"));
      tab.locator("#go").click();
      tab.waitForURL("**/user");
      tab.close();

      page.waitForURL("**/user");
    }
  }

  @Test
  void tellsWhetherTheSignUpOfThisBrowserWaits() {
    assertThat(visitor.get("/register/news").body()).isEmpty();
    Member.register(visitor, name, address);
    String link = link(address);
    assertThat(visitor.get("/register/news").body()).isIn("sending", "sent");
    assertThat(new Visitor(site.url()).get("/register/news").body()).isEmpty();
    Visitor waiting = visitor.twin();

    confirm(visitor, link);

    assertThat(waiting.get("/register/news").body()).isEmpty();
  }

  /** Nothing changes by itself once the relay has the mail, or only seldom. */
  @Test
  void isAskedAboutMoreAndMoreRarely() throws Exception {
    try (var page = site.open("/register", Viewing.plain())) {
      registerAndAwaitMail(page);
      var asked = new AtomicInteger();
      page.onRequest(
          request -> {
            if (request.url().contains("/register/news")) {
              asked.incrementAndGet();
            }
          });
      page.waitForTimeout(10_000);

      assertThat(asked.get()).isBetween(2, 4);
      update(
          "update mail_outbox set state = 'BOUNCED' where recipient_address = '" + address + "'");
      page.locator("#progress[data-news=failed]").waitFor();
      assertThat(page.locator("[data-watch]").count()).isZero();
    }
  }

  @Test
  void canBeCorrectedWhichEndsTheOlderLink() {
    String typo = name + "@exmaple.org";
    Answer page = Member.register(visitor, name, typo).follow();
    String older = link(typo);

    page = page.form("correct").fill("email", address).press("go").follow();

    assertThat(page.body()).contains(address).doesNotContain(typo);
    String newer = link(address);
    assertThat(visitor.get(older).text("h1")).isEqualTo("This link no longer works");
    assertThat(confirm(visitor, newer).follow().body()).contains(address);
  }

  @Test
  void callsNoPasswordGoodThatIsTooShort() {
    try (var page = site.open("/register", Viewing.plain())) {
      page.locator("#password").pressSequentially("umbrella trees");
      assertThat(page.locator("#password-strength-text").innerText()).startsWith("Fair");
      page.locator("#password").pressSequentially(".");
      assertThat(page.locator("#password-strength-text").innerText()).startsWith("Good");
      assertThat(page.locator("#password-hint").innerText()).startsWith("15 characters");
    }
  }

  /** The part of the page that follows the mail, so that the correction opens by itself. */
  @Test
  void offersTheCorrectionWithinWhatIsWatched() {
    Answer page = Member.register(visitor, name, address).follow();

    assertThat(page.page().select("[data-watch] #correct details")).hasSize(1);
    assertThat(page.page().select("[data-watch] #correct details[open]")).isEmpty();
  }

  @Test
  void refusesAMalformedCorrection() {
    Answer page = Member.register(visitor, name, address).follow();

    Answer refused = page.form("correct").fill("email", "no address").press("go");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error("email")).isNotEmpty();
  }

  @Test
  void canOnlyBeSentAgainWhereItWasMade() {
    Member.register(visitor, name, address);

    var other = new Visitor(site.url());
    assertThat(other.get("/register/sent").hasForm("again")).isFalse();
    other.cookie("signup", visitor.cookie("signup").orElseThrow() + "x");
    assertThat(other.get("/register/sent").hasForm("again")).isFalse();
  }

  @Test
  void givesOneAccountForAHundredAtOnce() throws Exception {
    Map<String, Visitor> byName = new ConcurrentHashMap<>();
    for (int i = 0; i < 100; i++) {
      byName.put(name + "x" + i, new Visitor(site.url()));
    }
    List<Answer> registered =
        atOnce(
            100,
            i ->
                patiently(
                    () ->
                        byName
                            .get(name + "x" + i)
                            .post("/register", signUp(name + "x" + i, address))));
    assertThat(registered).extracting(Answer::status).containsOnly(303);
    assertThat(mails(address)).as("mail to one address within an hour").isEqualTo(30);
    for (List<String> waiting = unmailed(); !waiting.isEmpty(); waiting = unmailed()) {
      update(
          "update sign_up_mails set created_at = created_at - interval 1 hour where address_key = '"
              + address
              + "'");
      for (String someone : waiting.subList(0, Math.min(30, waiting.size()))) {
        byName
            .get(someone)
            .post(
                "/register/sent",
                Map.of("again", "again", "resend", "1", "jakarta.faces.ViewState", "stateless"));
      }
    }
    site.inbox().await(address, 100);
    var links = new ArrayList<String>();
    var visitors = new ArrayList<Visitor>();
    for (Mail mail : site.inbox().receivedBy(address)) {
      String link = Member.path(mail.link("/register/confirm/"));
      Matcher whose =
          Pattern.compile(name + "x\\d+").matcher(new Visitor(site.url()).get(link).body());
      assertThat(whose.find()).isTrue();
      links.add(link);
      visitors.add(byName.get(whose.group()));
    }
    assertThat(links).doesNotHaveDuplicates().hasSize(100);

    List<Answer> confirmed =
        atOnce(
            100,
            i ->
                visitors
                    .get(i)
                    .post(
                        links.get(i),
                        Map.of("form", "form", "go", "1", "jakarta.faces.ViewState", "stateless")));

    assertThat(confirmed).allSatisfy(answer -> assertThat(answer.status()).isIn(303, 422));
    assertThat(confirmed)
        .filteredOn(answer -> answer.status() == 303 && answer.location().equals("/user"))
        .hasSize(1);
    assertThat(accounts(address)).isOne();
    assertThat(count("select count(*) from users where username like '" + name + "x%'")).isOne();
  }

  private static Map<String, String> signUp(String username, String email) {
    return Map.of(
        "signup",
        "signup",
        "username",
        username,
        "email",
        email,
        "password",
        Member.PASSWORD,
        "go",
        "1",
        "jakarta.faces.ViewState",
        "stateless");
  }

  /** Who signed up with the address and was sent no link, because others were. */
  private List<String> unmailed() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select username from sign_ups s where address_key = '"
                    + address
                    + "' and not exists (select 1 from sign_up_mails m where m.sign_up_id = s.id)")) {
      var names = new ArrayList<String>();
      while (row.next()) {
        names.add(row.getString(1));
      }
      return names;
    }
  }

  /** Tries again while the machine has too much to hash, as the answer asks for. */
  private static Answer patiently(Supplier<Answer> request) throws InterruptedException {
    Answer answer = request.get();
    while (answer.status() == 503) {
      Thread.sleep(1_000 * Long.parseLong(answer.header("Retry-After").orElseThrow()));
      answer = request.get();
    }
    return answer;
  }

  private interface Work {
    Answer doIt(int number) throws Exception;
  }

  private static List<Answer> atOnce(int many, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    var start = new CountDownLatch(1);
    var futures = new ArrayList<Future<Answer>>();
    for (int i = 0; i < many; i++) {
      int number = i;
      Callable<Answer> call =
          () -> {
            start.await();
            return work.doIt(number);
          };
      futures.add(threads.submit(call));
    }
    start.countDown();
    var answers = new ArrayList<Answer>();
    for (Future<Answer> future : futures) {
      answers.add(future.get());
    }
    threads.shutdown();
    return answers;
  }

  @Test
  void speaksGerman() {
    visitor.in("de-AT,de;q=0.9");
    Answer page = Member.register(visitor, name, address).follow();
    assertThat(page.page().select("html").attr("lang")).isEqualTo("de");

    Mail mail = site.inbox().await(address);
    assertThat(mail.subject()).isNotEqualTo("Confirm your address");
    confirm(visitor, link(address));

    visitor.in("en");
    assertThat(visitor.get("/user").page().select("html").attr("lang"))
        .as("the person's language counts more than the browser's")
        .isEqualTo("de");
  }
}
