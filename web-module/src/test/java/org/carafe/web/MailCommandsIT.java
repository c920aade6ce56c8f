package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Door;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Site;
import org.carafe.web.CarafeClone.Ended;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./carafe mail …} itself, beside the server that delivers what it writes. */
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
  void sayWhatIsWrongWithTheirInput() throws Exception {
    assertThat(mail("test", "nobody@").err()).contains("Write it like name@example.org");
    assertThat(mail("test", "nobody@").code()).isEqualTo(2);
    assertThat(mail("list", "--state", "lost").code()).isEqualTo(2);
    assertThat(mail("list", "--limit", "0").err()).contains("1 to 500");
    assertThat(mail("retry").code()).isEqualTo(2);
    Ended unknown = mail("retry", "999999999");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("There is no mail 999999999");
    assertThat(mail("list", "--help").out()).contains("Examples:", "carafe mail list --state");
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

  @Test
  void tellThatNoServerRunsAndThatMigrationsArePending() throws Exception {
    String url = site.database().url().replaceFirst("/[^/?]*(\\?|$)", "/carafe_alone$1");
    execute("create or replace database carafe_alone");
    Map<String, String> alone = Map.of("DB_URL", url);

    Ended early = run(alone, "mail", "list");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.err()).contains("migrations are pending", "Run carafe db upgrade");

    assertThat(run(alone, "db", "upgrade").code()).isZero();
    Ended waiting = run(alone, "mail", "test", address, "--wait", "1");
    assertThat(waiting.code()).isEqualTo(1);
    assertThat(waiting.out()).contains("No server has sent it yet");
    execute("drop database carafe_alone");
  }

  /** The image has only those libraries that docker/tools.sh gathers. */
  @Test
  void workInTheImage() throws Exception {
    Path tools = clone.folder().resolve("tools");
    var gathering =
        new ProcessBuilder("sh", "docker/tools.sh", tools.toString())
            .directory(SourceTree.ROOT.toFile())
            .inheritIO()
            .start();
    assertThat(gathering.waitFor()).isZero();
    for (List<String> arguments : List.of(List.of("mail", "list"), List.of("db", "current"))) {
      var command =
          new ArrayList<>(
              List.of("java", "-cp", tools + "/classes:" + tools + "/*", "org.carafe.cli.Main"));
      command.addAll(arguments);
      Path said = clone.folder().resolve("said");
      var builder =
          new ProcessBuilder(command)
              .directory(clone.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().putAll(environment());
      int code = builder.start().waitFor();
      assertThat(code).as(Files.readString(said)).isZero();
    }
  }

  @Test
  void checkTheRelayAndSayHowToMendIt() throws Exception {
    Path password = Files.writeString(clone.folder().resolve("password"), "Only-the-relay-7\n");
    try (MoodyRelay relay = MoodyRelay.start(0, mail -> Mood.TAKES)) {
      relay.guard(new Door(null, false, "carafe Only-the-relay-7"));
      Map<String, String> settings =
          Map.of(
              "MAIL_SMTP_PORT", Integer.toString(relay.port()),
              "MAIL_SMTP_USER", "carafe",
              "MAIL_SMTP_PASSWORD_FILE", password.toString(),
              "MAIL_FROM", "carafe@localhost",
              "MAIL_SMTP_TLS", "none");
      Ended fine = run(settings, "mail", "check");
      assertThat(fine.code()).as(fine.toString()).isZero();
      assertThat(fine.out()).contains("lets us in, as carafe.");

      relay.guard(new Door(null, false, "carafe another"));
      Ended wrong = run(settings, "mail", "check", "--json");
      assertThat(wrong.code()).isEqualTo(1);
      JsonObject finding = only(wrong);
      assertThat(finding.get("state").getAsString()).isEqualTo("wrong");
      assertThat(finding.get("text").getAsString()).contains("does not accept our account");
      assertThat(finding.get("remedy").getAsString()).contains("mail.smtp.password");
      assertThat(wrong.out() + wrong.err()).doesNotContain("Only-the-relay-7");
      assertThat(relay.count()).isZero();
    }
  }

  private static JsonObject only(Ended ended) {
    var all = JsonParser.parseString(ended.out()).getAsJsonArray();
    assertThat(all).as(ended.err()).hasSize(1);
    return all.get(0).getAsJsonObject();
  }

  private Ended mail(String... arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("mail"));
    all.addAll(List.of(arguments));
    return run(Map.of(), all.toArray(String[]::new));
  }

  private Ended run(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(environment());
    environment.putAll(more);
    return clone.run(environment, List.of(arguments));
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
