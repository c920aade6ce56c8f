package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
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
