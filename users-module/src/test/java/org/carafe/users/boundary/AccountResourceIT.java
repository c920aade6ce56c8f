package org.carafe.users.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account as JSON. */
@BrowserTest
@RunAsClient
class AccountResourceIT {
  private static final String ACCOUNT = "/api/v1/account";
  private static final String EMAILS = "/api/v1/account/emails";

  private final Site site = Site.current();

  private static JsonObject json(Answer answer) {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).getInt("status")).isEqualTo(status);
    assertThat(json(answer).getString("title")).isNotBlank();
    assertThat(json(answer).getString("requestId"))
        .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    assertThat(answer.body()).doesNotContain("org.carafe", "Exception", "java.");
  }

  @Test
  void showsTheAccount() {
    Member member = Member.signUp(site);

    Answer answer = member.visitor().json("GET", ACCOUNT, "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).get().asString().startsWith("application/json");
    JsonObject account = json(answer);
    assertThat(account.keySet())
        .containsExactlyInAnyOrder("id", "username", "language", "zone", "emails");
    assertThat(account.getString("username")).isEqualTo(member.name());
    assertThat(account.getString("language")).isEqualTo("en");
    JsonObject email = account.getJsonArray("emails").getJsonObject(0);
    assertThat(email.getString("address")).isEqualTo(member.address());
    assertThat(email.getBoolean("confirmed")).isTrue();
    assertThat(email.getBoolean("primary")).isTrue();
  }

  @Test
  void addsAnAddress() {
    Member member = Member.signUp(site);
    String address = "api-" + member.address();

    Answer answer = member.visitor().json("POST", EMAILS, "{\"address\":\"" + address + "\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.location())
        .isEqualTo(site.url(EMAILS + "/" + json(answer).getInt("id")).toString());
    assertThat(member.visitor().json("GET", Member.path(answer.location()), "").body())
        .isEqualTo(answer.body());
    assertThat(
            Member.signUp(site).visitor().json("GET", Member.path(answer.location()), "").status())
        .as("somebody else's")
        .isEqualTo(404);
    assertThat(json(answer).getString("address")).isEqualTo(address);
    assertThat(json(answer).getBoolean("confirmed")).isFalse();
    assertThat(site.inbox().await(address).link("/user/emails/confirm/")).isNotEmpty();
    assertThat(json(member.visitor().json("GET", ACCOUNT, "")).getJsonArray("emails")).hasSize(2);
  }

  @Test
  void asksWhoItIs() {
    var nobody = new Visitor(site.url());

    assertProblem(nobody.json("GET", ACCOUNT, ""), 401);
    assertProblem(nobody.json("POST", EMAILS, "{\"address\":\"a@example.org\"}"), 401);
    assertProblem(nobody.json("POST", EMAILS, "rubbish"), 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "rubbish", "[]", "[1]", "\"x\"", "{\"address\":", "{\"address\":{}}"})
  void refusesWhatIsNotTheObjectThatWasExpected(String body) {
    assertProblem(Member.signUp(site).visitor().json("POST", EMAILS, body), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"address\":{}}", "{\"address\":12}", "{\"address\":true}"})
  void namesTheMemberThatCannotBeRead(String body) {
    Answer refused = Member.signUp(site).visitor().json("POST", EMAILS, body);

    assertProblem(refused, 400);
    assertThat(json(refused).getString("detail"))
        .isEqualTo("The value of address is not what was expected.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"address\":\"%1$s\"} rubbish",
        "{\"address\":\"%1$s\"}{\"address\":\"%1$s\"}",
        "{\"address\":\"%1$s\"}]",
        "{\"address\":\"other@example.org\",\"address\":\"%1$s\"}",
        "{\"address\":\"%1$s\",\"x\":[{\"a\":1,\"b\":{},\"a\":2}]}"
      })
  void refusesWhatCouldMeanTwoThings(String body) {
    Member member = Member.signUp(site);
    String address = "two-" + member.address();

    assertProblem(member.visitor().json("POST", EMAILS, body.formatted(address)), 400);
    assertThat(member.visitor().json("GET", ACCOUNT, "").body()).doesNotContain(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"address\":[", "{\"address\":", "{\"a\":"})
  void refusesWhatIsTooDeep(String part) {
    Visitor member = Member.signUp(site).visitor();

    assertProblem(member.json("POST", EMAILS, part.repeat(15_000)), 400);
  }

  /** 1 kB on the wire, 1 MB here. */
  @Test
  void refusesWhatIsPacked() throws IOException, InterruptedException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"address\":\"".getBytes(StandardCharsets.UTF_8));
      gzip.write("a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
      gzip.write("@example.org\"}".getBytes(StandardCharsets.UTF_8));
    }
    Visitor member = Member.signUp(site).visitor();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(site.url().resolve(EMAILS))
                    .header("Cookie", "session=" + member.cookie("session").orElseThrow())
                    .header("Origin", member.origin())
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(packed.size()).isLessThan(5_000);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
    assertThat(answer.body()).contains("\"requestId\"");
  }

  @Test
  void tellsWhichMethodsItTakes() {
    for (Visitor who : new Visitor[] {new Visitor(site.url()), Member.signUp(site).visitor()}) {
      Answer account = who.send("OPTIONS", ACCOUNT, "");
      assertThat(account.status()).isEqualTo(204);
      assertThat(account.header("Allow")).contains("GET, HEAD, OPTIONS");
      assertThat(who.send("OPTIONS", EMAILS, "").header("Allow")).contains("POST, OPTIONS");
      assertProblem(who.send("OPTIONS", "/api/v1/nothing", ""), 404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"address\":null}",
        "{\"address\":\"\"}",
        "{\"address\":\" \"}",
        "{\"address\":\"x\"}",
        "{\"address\":\"a@b@c\"}",
        "{\"adress\":\"a@example.org\"}"
      })
  void namesTheFieldThatIsWrong(String body) {
    Answer answer = Member.signUp(site).visitor().json("POST", EMAILS, body);

    assertProblem(answer, 422);
    assertThat(json(answer).getJsonArray("errors"))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.asJsonObject().getString("field")).isEqualTo("address");
              assertThat(error.asJsonObject().getString("message")).isNotBlank();
            });
  }

  @Test
  void tellsTooManyAndTooOftenFromAWrongField() throws SQLException {
    Member member = Member.signUp(site);
    for (int i = 1; i < 10; i++) {
      String body = "{\"address\":\"" + i + member.address() + "\"}";
      assertThat(member.visitor().json("POST", EMAILS, body).status()).isEqualTo(201);
    }
    String eleventh = "{\"address\":\"more-" + member.address() + "\"}";

    Answer tooMany = member.visitor().json("POST", EMAILS, eleventh);

    assertProblem(tooMany, 409);
    assertThat(json(tooMany).getString("detail")).startsWith("You can have 10 addresses at most.");
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "delete from email_addresses where address like '%"
              + member.address()
              + "' and confirmed_at is null");
    }
    assertThat(member.visitor().json("POST", EMAILS, eleventh).status()).isEqualTo(201);

    Answer tooOften =
        member.visitor().json("POST", EMAILS, "{\"address\":\"last-" + member.address() + "\"}");

    assertProblem(tooOften, 429);
    assertThat(tooOften.header("Retry-After")).contains("3600");
  }

  @Test
  void refusesAnEmptyBody() {
    assertThat(Member.signUp(site).visitor().json("POST", EMAILS, "").status()).isIn(400, 422);
  }

  @Test
  void speaksThePersonsLanguageInItsErrors() throws SQLException {
    Member member = Member.signUp(site);
    Answer english = member.visitor().json("POST", EMAILS, "{\"address\":\"x\"}");
    assertThat(english.body()).contains("This is not a complete e-mail address");
    Answer englishRule = member.visitor().json("POST", EMAILS, "{}");
    assertThat(englishRule.body()).contains("must not be blank");
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update users set language = 'de' where username = '" + member.name() + "'");
    }

    Answer german = member.visitor().json("POST", EMAILS, "{\"address\":\"x\"}");

    assertThat(german.status()).isEqualTo(422);
    assertThat(german.body())
        .contains("Das ist keine vollständige E-Mail-Adresse")
        .contains("Inhalt nicht annehmbar", "Einige Felder stimmen nicht.");
    assertThat(member.visitor().json("GET", EMAILS + "/1", "").body())
        .contains("Nicht gefunden", "Diese Adresse gibt es nicht.");
    assertThat(new Visitor(site.url()).in("de").json("GET", ACCOUNT, "").body())
        .contains("Nicht angemeldet", "Melde dich zuerst an.");
    Answer germanRule = member.visitor().json("POST", EMAILS, "{}");
    assertThat(germanRule.status()).isEqualTo(422);
    assertThat(germanRule.body()).contains("darf nicht leer sein");
    Answer form = member.visitor().get("/user").form("add").press("go");
    assertThat(form.status()).isEqualTo(422);
    assertThat(form.error("address")).contains("Gib die Adresse ein, die dazukommen soll.");
  }

  @Test
  void refusesOtherMediaTypesAndMethods() {
    Visitor visitor = Member.signUp(site).visitor();

    assertProblem(
        visitor.send(
            "POST",
            EMAILS,
            "address=a",
            "Content-Type",
            "text/plain",
            "Sec-Fetch-Site",
            "same-origin"),
        415);
    assertProblem(visitor.json("DELETE", ACCOUNT, ""), 405);
    assertProblem(visitor.json("GET", EMAILS, ""), 405);
    assertProblem(visitor.json("GET", "/api/v1/nothing", ""), 404);
    assertProblem(visitor.json("GET", "/api/v1/account/nothing", ""), 404);
    assertThat(visitor.send("GET", ACCOUNT, "", "Accept", "text/csv").status()).isEqualTo(406);
  }
}
