package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Given;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Patience;
import org.carafe.testing.Ports;
import org.carafe.testing.Server;
import org.carafe.testing.suite.Nodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two nodes on one database, a relay with moods, and everything that can go wrong between them. The
 * nodes are started once; the first test kills one of them for good.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryIT {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration SLOW = Duration.ofSeconds(4);
  private static final int WORKERS = 4;

  private final Nodes.Database database = Nodes.database("delivery");

  private MoodyRelay relay;
  private Server one;
  private Server other;

  @BeforeAll
  void startNodes() throws Exception {
    relay = MoodyRelay.start(Ports.free(), mail -> Mood.TAKES);
    var starting = CompletableFuture.supplyAsync(() -> node("it-node-1"));
    other = node("it-node-2");
    one = starting.get();
    for (int i = 0; nodes("warm") < 2; i++) {
      String round = "warm" + i;
      write(round, "example.org", 20);
      Patience.until(round, () -> delivered(round) == 20);
    }
  }

  /** How many nodes took part in handing these mails over. */
  private long nodes(String name) throws SQLException {
    return number(
        "select count(distinct t.node) from mail_tries t join mail_outbox m on m.id = t.mail_id"
            + " where m.message_id like '<%s%%'".formatted(name));
  }

  private Server node(String name) {
    return Nodes.launch(name, database)
        .property("mail.transport", "smtp")
        .property("mail.smtp.host", "127.0.0.1")
        .property("mail.smtp.port", Integer.toString(relay.port()))
        .property("mail.smtp.tls", "none")
        .property("mail.workers", Integer.toString(WORKERS))
        .property("mail.poll", "PT0.5S")
        .property("mail.lease", LEASE.toString())
        .property("mail.retry.first", "PT1S")
        .start();
  }

  @AfterAll
  void stopNodes() {
    one.close();
    other.close();
    relay.close();
  }

  @Test
  @Order(1)
  void losesNothingWhenANodeIsKilledAmongAThousandMails() throws Exception {
    relay.change(mail -> Mood.TAKES.after(Duration.ofMillis(10)));
    write("kill", "example.org", 1_000);
    Patience.until("300 mails by both", () -> relay.count() >= 300 && nodes("kill") == 2);

    ProcessHandle.of(one.pid()).orElseThrow().destroyForcibly();
    one.onExit().get(10, TimeUnit.SECONDS);
    long killed = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(100);
    Set<String> inFlight = takenButNotSettled();
    Patience.until("every mail", () -> delivered("kill") == 1_000);
    Duration took = Duration.ofNanos(System.nanoTime() - killed);

    Map<String, Integer> arrivals = arrivals("kill");
    assertThat(arrivals).hasSize(1_000);
    Set<String> twice =
        arrivals.keySet().stream().filter(id -> arrivals.get(id) > 1).collect(Collectors.toSet());
    assertThat(inFlight).as("each worker's, and what was not settled yet").hasSizeLessThan(200);
    assertThat(twice).as("delivered twice").isSubsetOf(inFlight);
    assertThat(arrivals.values()).allSatisfy(times -> assertThat(times).isLessThanOrEqualTo(2));
    System.getLogger("carafe.delivery")
        .log(
            System.Logger.Level.INFO,
            "1,000 mails, a node killed: {0} arrived twice, the last {1} ms after the kill",
            twice.size(),
            took.toMillis());
  }

  /** What had been handed over without the database knowing. */
  private Set<String> takenButNotSettled() throws SQLException {
    Set<String> sending =
        Set.of(
            text("select group_concat(message_id separator ' ') from mail_outbox"
                    + " where state = 'SENDING'")
                .split(" ", -1));
    return arrivals("kill").keySet().stream().filter(sending::contains).collect(Collectors.toSet());
  }

  @Test
  @Order(2)
  void understandsEveryAnswerAndLetsNobodyWaitForAnother() throws Exception {
    relay.change(DeliveryIT::temper);
    write("slow", "slow.example", 30);
    write("lost", "lost.example", 10);
    write("busy", "busy.example", 10);
    write("gone", "gone.example", 10);
    write("plain", "plain.example", 30);
    write("old", "busy.example", 3, "interval 25 hour");

    Patience.until("plain mail", () -> delivered("plain") == 30);
    assertThat(delivered("slow")).as("slow ones meanwhile").isLessThan(10);
    signUp("slow");
    assertThat(delivered("slow")).as("slow ones, once a page has sent mail").isLessThan(30);
    Patience.until("lost mail", () -> delivered("lost") == 10);
    Patience.until("deferred mail", () -> delivered("busy") == 10);
    Patience.until("refused mail", () -> count("gone", "FAILED") == 10);
    Patience.until("mail given up", () -> count("old", "FAILED") == 3);
    assertThat(tries("old")).containsOnly("FAILED 451 4.7.1 come back later");

    assertThat(arrivals("lost"))
        .hasSize(10)
        .allSatisfy((id, times) -> assertThat(times).isEqualTo(2));
    assertThat(arrivals("busy"))
        .hasSize(10)
        .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    assertThat(tries("gone")).containsOnly("FAILED 550 5.1.1 no such user");
    assertThat(tries("busy"))
        .contains("DEFERRED 451 4.7.1 come back later", "DELIVERED 250 2.0.0 taken");
    relay.change(mail -> Mood.TAKES);
    Patience.until("slow mail", () -> delivered("slow") == 30);
  }

  @Test
  @Order(3)
  void leavesAloneAnAddressThatTheRelayDoesNotKnow() throws Exception {
    relay.change(mail -> Mood.TAKES);
    relay.forget(recipient -> recipient.startsWith("ghost"));
    write("ghost", "bücher.example", 3);
    Patience.until("refused mail", () -> count("ghost", "FAILED") == 3);
    relay.forget(recipient -> false);

    assertThat(tries("ghost")).containsOnly("FAILED 550 5.1.1 no such mailbox");
    assertThat(
            text(
                "select group_concat(address order by address) from mail_undeliverable"
                    + " where reason = '550 5.1.1 no such mailbox'"))
        .isEqualTo("ghost1@bücher.example,ghost2@bücher.example,ghost3@bücher.example");
    assertThat(number("select count(*) from mail_undeliverable"))
        .as("those whose mail was refused as a whole are not among them")
        .isEqualTo(3);
  }

  /** Has a node answer a sign-up, whose mail goes to this domain and was not sent by then. */
  private void signUp(String domain) throws Exception {
    String form =
        "signup=signup&username=%1$s&email=%1$s%%40%1$s.example&password=%2$s&go=1&jakarta.faces.ViewState=stateless"
            .formatted(domain, "teal+ladder%2C+quiet+pump");
    HttpRequest request =
        HttpRequest.newBuilder(other.url().resolve("/register"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", Nodes.BASE_URL)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(
            number(
                "select count(*) from mail_outbox where state <> 'DELIVERED' and recipient_address = '%1$s@%1$s.example'"
                    .formatted(domain)))
        .as("the page did not wait for its mail")
        .isEqualTo(1);
  }

  private static Mood temper(Given mail) {
    boolean again = mail.before() > 0;
    return switch (mail.recipient().replaceAll("^.*@|\\.example$", "")) {
      case "slow" -> Mood.TAKES.after(SLOW);
      case "lost" -> again ? Mood.TAKES : Mood.LOSES;
      case "busy" -> again ? Mood.TAKES : Mood.DEFERS;
      case "gone" -> Mood.REFUSES;
      default -> Mood.TAKES;
    };
  }

  @Test
  @Order(4)
  void waitsForARelayThatDied() throws Exception {
    int port = relay.port();
    relay.close();
    write("dead", "example.org", 200);
    TimeUnit.SECONDS.sleep(3);
    assertThat(delivered("dead")).isZero();
    signUp("dead");
    assertThat(
            number(
                "select count(*) from mail_tries t join mail_outbox m on m.id = t.mail_id where m.message_id like '<dead-%'"))
        .as("tries that were used up")
        .isLessThan(30);

    relay = MoodyRelay.start(port, mail -> Mood.TAKES);
    Patience.until("mail of the dead relay", () -> delivered("dead") == 200);
    assertThat(arrivals("dead"))
        .hasSize(200)
        .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  @Order(5)
  void takesTheTroubleOfADomainForItsOwn() throws Exception {
    relay.change(mail -> Mood.TAKES);
    relay.receive(DeliveryIT::manners);
    write("tarpit", "tarpit.example", 20);
    write("closed", "closed.example", 20);
    write("mute", "mute.example", 20);
    TimeUnit.SECONDS.sleep(2);
    write("fine", "fine.example", 40);
    Patience.until("other mail", () -> delivered("fine") == 40);
    assertThat(delivered("tarpit")).as("slow ones meanwhile").isLessThan(10);
    assertThat(tries("closed")).containsOnly("DEFERRED 421 4.7.0 not now");

    relay.receive(recipient -> Mood.KNOWS);
    for (String name : List.of("tarpit", "closed", "mute")) {
      Patience.until(name, () -> delivered(name) == 20);
    }
  }

  private static Mood manners(String recipient) {
    return switch (recipient.substring(recipient.indexOf('@') + 1)) {
      case "tarpit.example" -> Mood.KNOWS.after(SLOW);
      case "closed.example" -> Mood.HANGS_UP;
      case "mute.example" -> Mood.KNOWS.saying(null);
      default -> Mood.KNOWS;
    };
  }

  /** The database refuses one answer for good; the others are settled all the same. */
  @Test
  @Order(6)
  void settlesWhateverTheRelaySays() throws Exception {
    execute(
        "create trigger odd before insert on mail_tries for each row if new.answer like '%odd%'"
            + " then signal sqlstate '22001' set message_text = 'too odd'; end if");
    String essay = "250-" + "x".repeat(600) + "\r\n250 2.0.0 taken";
    relay.change(
        mail ->
            switch (mail.recipient().replaceAll("^.*@|\\.example$", "")) {
              case "long" -> Mood.TAKES.saying(essay);
              case "odd" -> Mood.TAKES.saying("250 2.0.0 odd");
              default -> Mood.TAKES;
            });
    write("long", "long.example", 5);
    write("odd", "odd.example", 2);
    write("even", "even.example", 20);
    Patience.until("long", () -> delivered("long") == 5);
    Patience.until("odd", () -> delivered("odd") == 2);
    Patience.until("even", () -> delivered("even") == 20);
    execute("drop trigger odd");
    for (String name : List.of("long", "odd", "even")) {
      assertThat(arrivals(name).values()).containsOnly(1);
    }
  }

  @Test
  @Order(7)
  void settlesOnceWhateverTheDatabaseDoes() throws Exception {
    relay.change(mail -> Mood.TAKES.after(Duration.ofMillis(20)));
    write("loss", "example.org", 400);
    for (int i = 0; i < 4; i++) {
      int before = relay.count();
      Patience.until("20 more", () -> relay.count() > before + 20);
      loseConnections();
    }
    Patience.until("every mail", () -> delivered("loss") == 400);
    assertThat(arrivals("loss")).hasSize(400);
    assertThat(
            number(
                "select count(*) from mail_tries t join mail_outbox m on m.id = t.mail_id"
                    + " where m.message_id like '<loss-%' and t.outcome = 'DELIVERED'"))
        .isEqualTo(400);
    assertThat(number("select count(*) from mail_outbox where next_try_at is not null")).isZero();
  }

  @Test
  @Order(8)
  void doublesNothingWhenANodeStopsInOrder() throws Exception {
    relay.change(mail -> Mood.TAKES.after(Duration.ofMillis(1_500)));
    write("stop", "stop.example", 20);
    Patience.until("mail being sent", () -> count("stop", "SENDING") > 0);
    TimeUnit.MILLISECONDS.sleep(500);
    other.close();

    assertThat(count("stop", "SENDING")).isZero();
    assertThat(arrivals("stop")).isNotEmpty().hasSize((int) delivered("stop"));
    assertThat(arrivals("stop").values()).containsOnly(1);
    assertThat(count("stop", "QUEUED")).isEqualTo(20 - delivered("stop"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void loseConnections() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Set<Long> ids = new HashSet<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select id from information_schema.processlist where db = database() and id <> connection_id()")) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      for (long id : ids) {
        statement.execute("kill " + id);
      }
    }
  }

  /** As Mailer writes them, many at once. */
  private void write(String name, String domain, int count) throws SQLException {
    write(name, domain, count, "interval 0 hour");
  }

  private void write(String name, String domain, int count, String age) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into mail_outbox (message_id, reference, template, category, recipient_address,
            recipient_name, recipient_key, language, subject, html, text, confidential, state,
            lane, tries, created_at, next_try_at)
          select concat('<%1$s-', seq, '@carafe.example>'), concat('%1$s-', seq), 'mail.test',
            'account', concat('%1$s', seq, '@%2$s'), '', concat('%1$s', seq, '@%2$s'), 'en', 'Hello',
            '<p>Hello</p>', 'Hello', 1, 'QUEUED', 'FIRST', 0, utc_timestamp(6) - %4$s,
            utc_timestamp(6)
          from seq_1_to_%3$d
          """
              .formatted(name, domain, count, age));
    }
  }

  private long delivered(String name) throws SQLException {
    return count(name, "DELIVERED");
  }

  private long count(String name, String state) throws SQLException {
    return number(
        "select count(*) from mail_outbox where message_id like '<%s-%%' and state = '%s'"
            .formatted(name, state));
  }

  private List<String> tries(String name) throws SQLException {
    return List.of(
        text("select group_concat(t.outcome, ' ', t.answer separator '\n') from mail_tries t"
                + " join mail_outbox m on m.id = t.mail_id where m.message_id like '<"
                + name
                + "-%'")
            .split("\n"));
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  /** How often each of these mails arrived. */
  private Map<String, Integer> arrivals(String name) {
    return relay.taken().stream()
        .map(Given::messageId)
        .filter(id -> id.startsWith("<" + name + "-"))
        .collect(Collectors.toMap(id -> id, id -> 1, Integer::sum, HashMap::new));
  }
}
