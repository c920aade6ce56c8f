package org.carafe.users.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrator's list, page by page. */
@BrowserTest
@RunAsClient
class PeoplePageIT {
  private static final int PEOPLE = 120;

  private final Site site = Site.current();
  private final String prefix = Member.freshName();
  private Visitor administrator;

  @BeforeEach
  void makePeople() throws SQLException {
    try (Connection database = site.database().connect();
        PreparedStatement insert =
            database.prepareStatement(
                "insert into users (username, username_key, language, zone, enabled, created_at)"
                    + " values (?, ?, 'en', 'UTC', true, utc_timestamp())")) {
      for (int i = 0; i < PEOPLE; i++) {
        insert.setString(1, name(i));
        insert.setString(2, name(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    administrator = Member.administrator(site).visitor();
  }

  @AfterEach
  void removePeople() throws SQLException {
    try (Connection database = site.database().connect();
        PreparedStatement delete =
            database.prepareStatement("delete from users where username_key like ?")) {
      delete.setString(1, prefix + "-%");
      delete.executeUpdate();
    }
  }

  private String name(int number) {
    return "%s-%03d".formatted(prefix, number);
  }

  private Answer first() {
    return administrator.get("/admin?q=" + prefix);
  }

  private Answer turn(Answer page, String to) {
    return administrator.get(page.page().select("a:matchesOwn(^" + to + "$)").attr("href"));
  }

  private static List<String> people(Answer page) {
    return page.page().select("tbody th").eachText().stream()
        .map(text -> text.replaceFirst(".*?(\\w+-\\d{3}).*", "$1"))
        .toList();
  }

  @Test
  void goesForward() {
    Answer first = first();
    assertThat(people(first)).hasSize(50).startsWith(name(0)).endsWith(name(49));

    Answer second = turn(first, "Next");
    assertThat(people(second)).hasSize(50).startsWith(name(50)).endsWith(name(99));

    Answer third = turn(second, "Next");
    assertThat(people(third)).hasSize(20).startsWith(name(100)).endsWith(name(119));
    assertThat(third.page().select("a:matchesOwn(^(Next|Last)$)")).isEmpty();
  }

  /** Roles may be made by a module or by hand, and texts for them later. */
  @Test
  void namesARoleThatHasNoText() throws SQLException {
    String role = "gardener-" + prefix;
    execute(
        "insert into roles (name, everything, version) values ('%s', false, 0)".formatted(role));
    execute(
        "insert into user_roles (user_id, role_id) select u.id, r.id from users u, roles r"
            + " where u.username_key = '%s' and r.name in ('%s', 'member')"
                .formatted(name(0), role));
    try {
      Answer page = administrator.get("/admin?q=" + name(0));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.page().select("tbody .badge").eachText())
          .containsExactlyInAnyOrder(role, "Member");
    } finally {
      execute(
          "delete r, u from roles r join user_roles u on u.role_id = r.id where r.name = '%s'"
              .formatted(role));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = site.database().connect();
        Statement statement = database.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void startsAtTheEndAndGoesBack() {
    Answer last = turn(first(), "Last");
    assertThat(people(last)).hasSize(50).startsWith(name(70)).endsWith(name(119));
    assertThat(last.page().select("a:matchesOwn(^(Next|Last)$)")).isEmpty();

    Answer before = turn(last, "Previous");
    assertThat(people(before)).hasSize(50).startsWith(name(20)).endsWith(name(69));

    Answer front = turn(before, "Previous");
    assertThat(people(front)).hasSize(20).startsWith(name(0)).endsWith(name(19));
    assertThat(front.page().select("a:matchesOwn(^(First|Previous)$)")).isEmpty();
    assertThat(people(turn(last, "First"))).isEqualTo(people(first()));
  }

  @Test
  void offersNoOtherPageWhereThereIsNone() {
    assertThat(administrator.get("/admin?q=" + name(7)).page().select(".c-pager .page-item"))
        .isEmpty();
  }
}
