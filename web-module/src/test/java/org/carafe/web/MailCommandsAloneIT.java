package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Door;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Site;
import org.carafe.testing.suite.Nodes;
import org.carafe.web.CarafeClone.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./carafe mail …} itself, on a database that no server uses. */
class MailCommandsAloneIT {
  private static final Nodes.Database DATABASE = Nodes.database("mail");

  private static CarafeClone clone;

  @BeforeAll
  static void makeClone() throws IOException {
    clone = CarafeClone.make("mail-alone-it", "");
    new MigrationHistory(
            new Database(DATABASE.url(), DATABASE.user(), DATABASE.password()),
            MigrationScripts.onClassPath(MailCommandsAloneIT.class.getClassLoader()))
        .upgrade(Optional.empty());
  }

  @AfterAll
  static void leaveNothing() throws IOException {
    clone.remove();
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
  void tellThatNoServerRunsAndThatMigrationsArePending() throws Exception {
    Map<String, String> alone = Map.of("DB_URL", Nodes.database("mail_empty").url());

    Ended early = run(alone, "mail", "list");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.err()).contains("migrations are pending", "Run carafe db upgrade");

    assertThat(run(alone, "db", "upgrade").code()).isZero();
    Ended waiting = run(alone, "mail", "test", "ada@example.org", "--wait", "1");
    assertThat(waiting.code()).isEqualTo(1);
    assertThat(waiting.out()).contains("No server has sent it yet");
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

  private static Ended mail(String... arguments) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("mail"));
    all.addAll(List.of(arguments));
    return run(Map.of(), all.toArray(String[]::new));
  }

  private static Ended run(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(environment());
    environment.putAll(more);
    return clone.run(environment, List.of(arguments));
  }

  private static Map<String, String> environment() {
    return Map.of(
        "CARAFE_PROFILE",
        "test",
        "BASE_URL",
        Nodes.BASE_URL,
        "SECRET_KEY",
        Site.SECRET_KEY,
        "DB_URL",
        DATABASE.url(),
        "DB_USER",
        DATABASE.user(),
        "DB_PASSWORD",
        DATABASE.password(),
        "MAIL_TRANSPORT",
        "smtp",
        "MAIL_SMTP_HOST",
        "127.0.0.1");
  }
}
