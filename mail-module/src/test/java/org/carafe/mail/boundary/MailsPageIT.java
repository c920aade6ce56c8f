package org.carafe.mail.boundary;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What administrators see and do at /admin/mail. */
@BrowserTest
@RunAsClient
class MailsPageIT {
  private final Site site = Site.current();
  private final String address = "m" + UUID.randomUUID() + "@example.org";

  @Test
  void sendsATestMailAndShowsWhatItSays() {
    Visitor administrator = Member.administrator(site).visitor();
    Answer list =
        administrator
            .get("/admin/mail")
            .form("test")
            .fill("address", address)
            .press("send")
            .follow();
    assertThat(list.text(".c-flashes")).contains("A test mail to " + address);
    assertThat(site.inbox().await(address).subject()).contains("A test mail");
    Answer found = administrator.get("/admin/mail?q=" + address.substring(0, 20));
    assertThat(found.page().select("#outbox tbody tr")).hasSize(1);
    assertThat(found.text("#outbox td[data-label=Written]")).isNotEmpty();
    assertThat(found.text("#outbox td[data-label='Latest answer']")).isEmpty();
    assertThat(found.page().select("#hours tbody tr")).hasSize(24);
    String own = found.page().select("#outbox tbody a").attr("href");
    assertThat(administrator.get(own).text("#text")).contains("Mail works");
  }

  @Test
  void refusesATestMailToNobody() {
    Answer refused =
        Member.administrator(site)
            .visitor()
            .get("/admin/mail")
            .form("test")
            .fill("address", "nobody@")
            .press("send");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("#address-error")).contains("Write it like name@example.org");
  }

  @Test
  void hidesWhatHoldsAToken() throws SQLException {
    long id = keep("QUEUED", true, "date_add(utc_timestamp(), interval 1 hour)");
    Answer mail = Member.administrator(site).visitor().get("/admin/mail/" + id);
    assertThat(mail.body()).doesNotContain("What only the recipient").contains(address);
    assertThat(mail.text("#text")).contains("only its recipient may read it");
  }

  @Test
  void cancelsWhatWaits() throws SQLException {
    long id = keep("QUEUED", false, "date_add(utc_timestamp(), interval 1 hour)");
    Visitor administrator = Member.administrator(site).visitor();
    Answer list = administrator.get("/admin/mail?q=" + address);
    assertThat(list.form("mails").press("cancel-" + id).follow().text(".c-flashes"))
        .contains("The mail is cancelled.");
    assertThat(state(id)).isEqualTo("CANCELLED");
    assertThat(administrator.get("/admin/mail?q=" + address).text("#outbox .c-state"))
        .isEqualTo("Cancelled");
  }

  @Test
  void sendsAgainWhatFailed() throws SQLException {
    long id = keep("FAILED", false, "null");
    Visitor administrator = Member.administrator(site).visitor();
    Answer list = administrator.get("/admin/mail?state=failed&q=" + address);
    assertThat(list.text("#outbox tbody")).contains("550 no such mailbox");
    Answer one = administrator.get("/admin/mail/" + id);
    assertThat(one.page().select("a[href^=/admin/mail/undeliverable?]")).isEmpty();
    Answer told = list.form("mails").press("retry-" + id).follow();
    assertThat(told.text(".c-flashes")).contains("The mail is sent again.");
    assertThat(site.inbox().await(address).text()).contains("What only the recipient");
    assertThat(administrator.get("/admin/mail/" + id).text("#tries")).contains("Delivered");
  }

  @Test
  void saysWhatCannotBeDoneAnyMore() throws SQLException {
    long id = keep("QUEUED", false, "date_add(utc_timestamp(), interval 1 hour)");
    Visitor administrator = Member.administrator(site).visitor();
    Answer mail = administrator.get("/admin/mail/" + id);
    execute("update mail_outbox set state = 'DELIVERED', next_try_at = null where id = " + id);
    Answer told = mail.form("one").press("cancel");
    assertThat(state(id)).isEqualTo("DELIVERED");
    assertThat(told.follow().text(".c-flashes")).contains("delivered or cancelled");
  }

  @Test
  void liftsTheMarkOfAnUndeliverableAddress() throws SQLException {
    for (String one : new String[] {address, "b" + address, "c" + address}) {
      execute(
          "insert into mail_undeliverable values ('%1$s', '%1$s', utc_timestamp(), '550 5.1.1 <gone>')"
              .formatted(one));
    }
    Visitor administrator = Member.administrator(site).visitor();
    assertThat(
            administrator
                .get("/admin/mail")
                .page()
                .select("main a[href=/admin/mail/undeliverable]"))
        .hasSize(1);
    Answer list = administrator.get("/admin/mail/undeliverable?q=" + address);
    assertThat(list.page().select("#addresses tbody tr")).hasSize(1);
    assertThat(list.text("#addresses tbody")).contains(address, "550 5.1.1 <gone>");

    Answer told = list.form("marked").press("lift-" + address).follow();
    assertThat(told.text(".c-flashes")).contains("Mail is sent to " + address + " again.");
    assertThat(told.text("#addresses .c-empty")).contains("No address matches");
    assertThat(
            value("select count(*) from mail_undeliverable where address like '%" + address + "'"))
        .as("the others")
        .isEqualTo("2");
    execute("delete from mail_undeliverable where address like '%" + address + "'");
  }

  @Test
  void pagesUndeliverableAddressesByKey() throws SQLException {
    execute(
        "insert into mail_undeliverable select concat('pages-', lpad(seq, 3, '0'), '%1$s'), concat('pages-', lpad(seq, 3, '0'), '%1$s'), utc_timestamp(), 'gone' from seq_1_to_51"
            .formatted(address));
    Visitor administrator = Member.administrator(site).visitor();
    Answer first = administrator.get("/admin/mail/undeliverable?q=pages-");
    assertThat(first.page().select("#addresses tbody tr")).hasSize(50);
    Answer second = administrator.get(first.page().select("a[rel=next]").attr("href"));
    assertThat(second.text("#addresses tbody")).contains("pages-051" + address);
    assertThat(second.page().select("#addresses tbody tr")).hasSize(1);
    execute("delete from mail_undeliverable where address like '%" + address + "'");
  }

  @Test
  void showsUndeliverableAddressesToNobodyElse() {
    assertThat(new Visitor(site.url()).get("/admin/mail/undeliverable").status()).isEqualTo(303);
    assertThat(Member.signUp(site).visitor().get("/admin/mail/undeliverable").status())
        .isEqualTo(403);
  }

  @Test
  void pagesByKeyAndSaysWhenThereIsNothing() throws SQLException {
    for (int i = 0; i < 51; i++) {
      keep("CANCELLED", false, "null");
    }
    Visitor administrator = Member.administrator(site).visitor();
    Answer first = administrator.get("/admin/mail?q=" + address);
    assertThat(first.page().select("#outbox tbody tr")).hasSize(50);
    String next = first.page().select("a[rel=next]").attr("href");
    assertThat(administrator.get(next).page().select("#outbox tbody tr")).hasSize(1);
    assertThat(administrator.get("/admin/mail?q=nobody-at-all").text("#outbox .c-empty"))
        .contains("No mail matches");
  }

  @Test
  void drawsTheHoursAndKeepsThemAsATable() {
    try (Page page = site.open("/login", Viewing.plain())) {
      page.fill("#login", Site.ADMINISTRATOR);
      page.fill("#password", site.administratorPassword());
      page.click("#go");
      page.waitForURL(url -> !url.endsWith("/login"));
      page.navigate("/admin/mail");
      assertThat(page.locator(".c-chart details:not([open])")).hasCount(1);
      assertThat(
              page.evaluate("Chart.getChart(document.querySelector('canvas')).data.labels.length"))
          .isEqualTo(24);
      assertThat(page.locator(".c-subnav [aria-current]")).hasText("Mail");
    }
    Answer plain = Member.administrator(site).visitor().get("/admin/mail");
    assertThat(plain.page().select(".c-chart details[open] tbody tr")).hasSize(24);
  }

  @Test
  void tellsWhoeverWaitsHowFarTheMailIs() throws SQLException {
    String name = Member.freshName();
    try (Page page = site.open("/register", Viewing.plain())) {
      page.fill("#username", name);
      page.fill("#email", address);
      page.fill("#password", Member.PASSWORD);
      page.click("#go");
      assertThat(page.locator("#progress .done")).hasCount(2);
      assertThat(page.locator("#progress")).containsText("Handed to your mail provider");
      page.evaluate("window.stillTheSamePage = true");
      assertThat(page.locator("#progress details[open]")).hasCount(0);
      execute(
          "insert into mail_undeliverable values ('%1$s', '%1$s', utc_timestamp(), '550 5.1.1 <gone>')"
              .formatted(address));
      execute(
          "update mail_outbox set state = 'BOUNCED' where recipient_address = '" + address + "'");
      assertThat(page.locator("#progress .failed")).containsText("Refused by the mail server");
      assertThat(page.locator("#progress details[open]")).hasCount(1);
      assertThat(page.locator("#said")).hasText("Refused by the mail server");
      assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    }
  }

  private long keep(String state, boolean confidential, String nextTry) throws SQLException {
    try (Connection connection = connection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into mail_outbox (message_id, reference, template, category,
                  recipient_address, recipient_name, recipient_key, language, subject, html, text,
                  confidential, state, lane, tries, created_at, next_try_at, answer)
                values (?, ?, 'mail.test', 'account', ?, '', ?, 'en', 'A mail to try', '<p>x</p>',
                  'What only the recipient may read', ?, ?, 'FIRST', 1, utc_timestamp(), %s,
                  '550 no such mailbox')
                """
                    .formatted(nextTry),
                Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, "<" + UUID.randomUUID() + "@localhost>");
      insert.setString(2, UUID.randomUUID().toString().replace("-", ""));
      insert.setString(3, address);
      insert.setString(4, address);
      insert.setBoolean(5, confidential);
      insert.setString(6, state);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  private String state(long id) throws SQLException {
    return value("select state from mail_outbox where id = " + id);
  }

  private String value(String query) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Connection connection() throws SQLException {
    var database = site.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
