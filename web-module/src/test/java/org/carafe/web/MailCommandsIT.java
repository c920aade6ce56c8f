package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.web.CarafeClone.Ended;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./carafe mail …} itself, while a server delivers what it writes. */
@BrowserTest
@RunAsClient
class MailCommandsIT {
  private static CarafeClone clone;

  private final Site site = Site.current();
  private final String address = "cmd-" + UUID.randomUUID() + "@example.org";

  @BeforeAll
  static void makeClone() throws IOException {
    clone = CarafeClone.make("mail-it", "");
  }

  @AfterAll
  static void leaveNothing() throws IOException {
    clone.remove();
  }

  @Test
  void sendATestMailAndTellItsEnd() throws Exception {
    Ended sent = mail("test", address);

    assertThat(sent.code()).as(sent.toString()).isZero();
    assertThat(sent.out()).contains("  250", "The relay took the mail to " + address);
    assertThat(site.inbox().await(address).subject()).contains("A test mail");

    JsonObject listed = only(mail("list", "--search", address, "--json"));
    assertThat(listed.get("state").getAsString()).isEqualTo("delivered");
    assertThat(listed.get("to").getAsString()).isEqualTo(address);
    assertThat(listed.keySet()).doesNotContain("html", "text");
    Ended retried = mail("retry", listed.get("id").getAsString());
    assertThat(retried.code()).isEqualTo(1);
    assertThat(retried.err()).contains("is finished");
  }

  @Test
  void sendAgainWhatWasGivenUp() throws Exception {
    long one = keepFailed();
    long other = keepFailed();
    Ended listed = mail("list", "--state", "failed", "--search", address);
    assertThat(listed.out()).contains("ID", Long.toString(one), "550 5.7.1 spam");

    Ended retried = mail("retry", Long.toString(one), Long.toString(other));

    assertThat(retried.code()).as(retried.toString()).isZero();
    assertThat(retried.out()).isEqualTo("2 mails are sent again.\n");
    site.inbox().await(address, 2);
  }

  @Test
  void sendAgainAllThatWasGivenUp() throws Exception {
    keepFailed();
    keepFailed();

    Ended retried = mail("retry", "--failed");

    assertThat(retried.out()).contains("mails are sent again.");
    site.inbox().await(address, 2);
  }

  @Test
  void tellThatAnAddressIsUndeliverable() throws Exception {
    execute(
        "insert into mail_undeliverable values ('%1$s', '%1$s', utc_timestamp(), '550 5.1.1 gone')"
            .formatted(address));
    Ended refused = mail("test", address);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("550 5.1.1 gone", "/admin/mail/undeliverable");
  }

  private static JsonObject only(Ended ended) {
    var all = JsonParser.parseString(ended.out()).getAsJsonArray();
    assertThat(all).as(ended.err()).hasSize(1);
    return all.get(0).getAsJsonObject();
  }

  private Ended mail(String... arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("mail"));
    all.addAll(List.of(arguments));
    return clone.run(environment(), all);
  }

  private Map<String, String> environment() {
    return Map.of(
        "CARAFE_PROFILE",
        "test",
        "BASE_URL",
        site.url().toString(),
        "SECRET_KEY",
        Site.SECRET_KEY,
        "DB_URL",
        site.database().url(),
        "DB_USER",
        site.database().user(),
        "DB_PASSWORD",
        site.database().password(),
        "MAIL_TRANSPORT",
        "smtp",
        "MAIL_SMTP_HOST",
        "127.0.0.1");
  }

  private long keepFailed() throws SQLException {
    String token = UUID.randomUUID().toString().replace("-", "");
    execute(
        """
        insert into mail_outbox (message_id, reference, template, category, recipient_address,
          recipient_name, recipient_key, language, subject, html, text, confidential, state, lane,
          tries, created_at, finished_at, answer)
        values ('<%1$s@localhost>', '%1$s', 'mail.test', 'account', '%2$s', '', '%2$s', 'en',
          'Given up', '<p>x</p>', 'x', 0, 'FAILED', 'FIRST', 1, utc_timestamp(), utc_timestamp(),
          '550 5.7.1 spam')
        """
            .formatted(token, address));
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id from mail_outbox where reference = '" + token + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connection() throws SQLException {
    var database = site.database();
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
