package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** The application and its database's moods. */
@BrowserTest
@RunAsClient
class DatabaseIT {
  private final Site site = Site.current();

  /** A connection is checked when it was last checked more than a second ago. */
  @Test
  void answersWithinTwoSecondsAfterEveryConnectionWasLost() throws Exception {
    Visitor member = Member.signUp(site).visitor();
    for (int round = 0; round < 3; round++) {
      loseConnections();

      for (int i = 0; i < 10; i++) {
        assertThat(member.get("/user").status()).isEqualTo(200);
        assertThat(member.get("/api/v1/account").status()).isEqualTo(200);
      }
    }
    assertThat(member.get("/health/ready").status()).isEqualTo(200);
  }

  /** What breaks between us and the database must not look as if the visitor had left. */
  @Test
  void saysSoWhenAConnectionIsLostInTheMiddleOfAQuery() throws Exception {
    Member member = Member.signUp(site);
    Answer form = member.visitor().get("/user");
    String address = "second-" + member.address();

    Answer page = lost(member, () -> form.form("add").fill("address", address).press("go"));
    Answer problem =
        lost(
            member,
            () ->
                member
                    .visitor()
                    .json("POST", "/api/v1/account/emails", "{\"address\":\"" + address + "\"}"));

    TimeUnit.MILLISECONDS.sleep(1500); // the other tests get connections that work
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.text(".c-error-code")).isEqualTo("503");
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.header("Content-Type")).contains("application/problem+json");
    assertThat(problem.body()).contains("\"status\":503");
    assertThat(List.of(page, problem))
        .allSatisfy(answer -> assertThat(answer.header("Retry-After")).contains("5"));
    assertThat(member.visitor().get("/user").body()).doesNotContain(address);
  }

  /** Answers the request whose connection is killed while it waits for the person's row. */
  private Answer lost(Member member, Supplier<Answer> request) throws Exception {
    try (Connection other = site.database().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement
          .executeQuery("select id from users where username = '" + member.name() + "' for update")
          .close();
      var answer = CompletableFuture.supplyAsync(request);
      killWhoeverWaits();
      return answer.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void killWhoeverWaits() throws Exception {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      Patience.until("somebody waits for the row", () -> killed(statement));
    }
  }

  private static boolean killed(Statement statement) throws SQLException {
    try (ResultSet waiting =
        statement.executeQuery(
            "select id from information_schema.processlist where id <> connection_id()"
                + " and info like 'select%from users%for update' and time_ms > 100")) {
      if (!waiting.next()) {
        return false;
      }
      long id = waiting.getLong(1);
      return !statement.execute("kill " + id);
    }
  }

  /** As a database does that gets a new version: gone for a while, every connection lost. */
  @Test
  void answersAgainAfterTheDatabaseWasRestarted() {
    Visitor member = Member.signUp(site).visitor();

    site.database()
        .restart(
            () -> {
              var asked = CompletableFuture.supplyAsync(() -> member.twin().get("/user"));
              Answer problem = member.get("/api/v1/account");
              Answer page = asked.join();
              assertThat(page.status()).isEqualTo(503);
              assertThat(page.header("Retry-After")).isPresent();
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.body()).contains("\"status\":503");
            });

    for (int i = 0; i < 10; i++) {
      assertThat(member.get("/user").status()).isEqualTo(200);
      assertThat(member.get("/api/v1/account").status()).isEqualTo(200);
    }
    Member another = Member.signUp(site);
    assertThat(site.inbox().receivedBy(another.address())).hasSize(1);
  }

  /** Mail too: the courier's connections are killed like the others. */
  @Test
  void deliversAgainAfterEveryConnectionWasLost() throws Exception {
    loseConnections();

    Member member = Member.signUp(site);

    assertThat(site.inbox().receivedBy(member.address())).hasSize(1);
  }

  private void loseConnections() throws SQLException, InterruptedException {
    assertThat(killConnections()).isPositive();
    TimeUnit.MILLISECONDS.sleep(1500);
  }

  private int killConnections() throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      List<Long> others = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select id from information_schema.processlist"
                  + " where id <> connection_id() and user = substring_index(user(), '@', 1)")) {
        while (rows.next()) {
          others.add(rows.getLong(1));
        }
      }
      for (long id : others) {
        statement.execute("kill " + id);
      }
      return others.size();
    }
  }
}
