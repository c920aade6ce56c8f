package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Door;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Patience;
import org.carafe.testing.RelayCertificate;
import org.carafe.testing.Server;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose relay encrypts and wants an account, read from secret files. */
class SecuredRelayIT {
  private static final String NODE = "it-node-secured";
  private static final String PASSWORD = "Only-the-relay-knows-7";
  private static final String ACCOUNT = "carafe " + PASSWORD;

  @TempDir Path folder;

  private final Nodes.Database database = Nodes.database("secured");

  @Test
  void tellsWhyMailWaitsAndKeepsThePasswordOutOfTheLog() throws Exception {
    RelayCertificate certificate = RelayCertificate.forNames(folder, "ip:127.0.0.1");
    RelayCertificate another = RelayCertificate.forNames(folder, "ip:127.0.0.1");
    try (MoodyRelay relay = MoodyRelay.start(0, mail -> Mood.TAKES)) {
      relay.guard(new Door(another, false, ACCOUNT));
      try (Server node = node(relay.port(), certificate)) {
        write();
        await("The relay's certificate was signed by nobody whom we trust.");
        assertThat(relay.accounts()).as("told to a stranger").isEmpty();

        relay.guard(new Door(certificate, false, "carafe something else"));
        await("The relay does not accept our account. 535 5.7.8 bad credentials");
        assertThat(relay.count()).isZero();

        relay.guard(new Door(certificate, false, ACCOUNT));
        await("250 2.0.0 taken");
        assertThat(relay.accounts()).contains(ACCOUNT);
        assertThat(node.onExit()).isNotDone();
      }
    }
    String log = Files.readString(Nodes.log(NODE));
    assertThat(log)
        .contains("signed by nobody whom we trust", "does not accept our account")
        .doesNotContain(PASSWORD, encoded(PASSWORD), encoded("\0carafe\0" + PASSWORD));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private Server node(int port, RelayCertificate certificate) throws Exception {
    return Nodes.launch(NODE, database)
        .property("mail.transport", "smtp")
        .property("mail.smtp.host", "127.0.0.1")
        .property("mail.smtp.port", Integer.toString(port))
        .property("mail.smtp.tls", "starttls")
        .property("mail.smtp.ca.file", file("authority.pem", certificate.pem()))
        .property("mail.smtp.user.file", file("user", "carafe\n"))
        .property("mail.smtp.password.file", file("password", PASSWORD + "\n"))
        .property("mail.poll", "PT0.5S")
        .property("mail.retry.first", "PT1S")
        .start();
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toAbsolutePath().toString();
  }

  private void write() throws SQLException {
    execute(
        """
        insert into mail_outbox (message_id, reference, template, category, recipient_address,
          recipient_name, recipient_key, language, subject, html, text, confidential, state, lane,
          tries, created_at, next_try_at)
        values ('<secured@carafe.example>', 'secured', 'mail.test', 'account', 'ada@example.org',
          '', 'ada@example.org', 'en', 'Hello', '<p>Hello</p>', 'Hello', 1, 'QUEUED', 'FIRST', 0,
          utc_timestamp(6), utc_timestamp(6))
        """);
  }

  /** Until the newest try says so. */
  private void await(String answer) throws Exception {
    Patience.until("a try that ends with " + answer, () -> newest().startsWith(answer));
  }

  private String newest() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select answer from mail_tries order by id desc limit 1")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
