package org.carafe.auth;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carafe.core.signing.KeyedDigest;
import org.carafe.core.signing.SigningKeys;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How often passwords may be tried and sign-ups made, by whom and from where. */
@BrowserTest
@RunAsClient
class ThrottleIT {
  private static final KeyedDigest DIGEST =
      KeyedDigest.forPurpose(SigningKeys.of(Site.SECRET_KEY), "auth.throttle");

  private final Site site = Site.current();
  private final String place = Visitor.freshAddress();
  private final String elsewhere = Visitor.freshAddress();

  private Answer signIn(String from, String login, String password) {
    return new Visitor(site.url())
        .from(from)
        .post(
            "/login",
            Map.of(
                "signin", "signin",
                "login", login,
                "password", password,
                "go", "1",
                "jakarta.faces.ViewState", "stateless"));
  }

  /** As if there had been so many of this kind in the last minutes. */
  private void count(int times, String... what) throws SQLException {
    try (Connection database = site.database().connect();
        PreparedStatement statement =
            database.prepareStatement(
                "update sign_in_failures set failures = ? where subject = ?")) {
      statement.setInt(1, times);
      statement.setString(2, DIGEST.of(what));
      assertThat(statement.executeUpdate()).as("what is counted for %s", List.of(what)).isOne();
    }
  }

  private void minutesPass(int minutes, String... what) throws SQLException {
    try (Connection database = site.database().connect();
        PreparedStatement statement =
            database.prepareStatement(
                "update sign_in_failures set since = since - interval ? minute where subject = ?")) {
      statement.setInt(1, minutes);
      statement.setString(2, DIGEST.of(what));
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  private static List<Integer> atOnce(int many, Callable<Answer> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      var start = new CountDownLatch(1);
      var futures = new ArrayList<Future<Integer>>();
      for (int i = 0; i < many; i++) {
        Callable<Integer> call =
            () -> {
              start.await();
              return work.call().status();
            };
        futures.add(threads.submit(call));
      }
      start.countDown();
      var answers = new ArrayList<Integer>();
      for (Future<Integer> future : futures) {
        answers.add(future.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  @Nested
  @RunAsClient
  class SignIns {
    @Test
    void areJudgedTenTimesHoweverManyGuessAtOnce() throws Exception {
      Member member = Member.signUp(site);

      List<Integer> answers = atOnce(50, () -> signIn(place, member.name(), "wrong"));

      assertThat(answers).isSubsetOf(422, 429, 503).hasSize(50);
      assertThat(answers).filteredOn(status -> status == 422).hasSizeBetween(1, 10);
      assertThat(answers).contains(429);
      assertThat(signIn(elsewhere, member.name(), Member.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void byOneNameAreSlowedDownFromEverywhere() throws SQLException {
      Member member = Member.signUp(site);
      assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(422);
      count(99, "name", member.name());

      assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(422);
      assertThat(signIn(elsewhere, member.name(), Member.PASSWORD).status()).isEqualTo(429);
      assertThat(signIn(elsewhere, member.name().toUpperCase(ROOT), "wrong").status())
          .isEqualTo(429);
      assertThat(signIn(place, Member.freshName(), "wrong").status()).isEqualTo(422);
    }

    /** Else whoever is refused under one name would know whose the other is. */
    @Test
    void byOneNameOfAPersonTellNothingOfTheOther() throws SQLException {
      Member member = Member.signUp(site);
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(422);
      }
      assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(429);
      assertThat(signIn(place, member.address(), "wrong").status()).isEqualTo(422);
      count(100, "name", member.name());

      assertThat(signIn(elsewhere, member.name(), "wrong").status()).isEqualTo(429);
      assertThat(signIn(elsewhere, member.address(), "wrong").status()).isEqualTo(422);
      assertThat(signIn(place, member.address(), Member.PASSWORD).status()).isEqualTo(303);
      assertThat(signIn(place, member.name(), Member.PASSWORD).status())
          .as("what the other name proved counts for itself alone")
          .isEqualTo(429);
    }

    @Test
    void ofANameNobodyHasAreRefusedAlike() {
      String nobody = Member.freshName();
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(place, nobody, "wrong").status()).isEqualTo(422);
      }
      assertThat(signIn(place, nobody, "wrong").status()).isEqualTo(429);
      assertThat(signIn(place, nobody + "@example.org", "wrong").status()).isEqualTo(422);
    }

    @Test
    void ofStrangersKeepNobodyOutOfWhereTheyHaveSignedInBefore() throws SQLException {
      Member member = Member.signUp(site);
      String home = Visitor.freshAddress();
      assertThat(signIn(home, member.name(), Member.PASSWORD).status()).isEqualTo(303);
      assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(422);
      count(100, "name", member.name());

      assertThat(signIn(elsewhere, member.name(), Member.PASSWORD).status()).isEqualTo(429);
      assertThat(signIn(home, member.name(), Member.PASSWORD).status()).isEqualTo(303);
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(home, member.name(), "wrong").status()).isEqualTo(422);
      }
      assertThat(signIn(home, member.name(), "wrong").status()).isEqualTo(429);
    }

    @Test
    void thatAreRefusedSayHowLongToWait() throws SQLException {
      String nobody = Member.freshName();
      assertThat(signIn(place, nobody, "wrong").status()).isEqualTo(422);
      count(10, "name and place", nobody, place);
      minutesPass(5, "name and place", nobody, place);

      Answer refused = signIn(place, nobody, "wrong");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(540, 600);
    }

    @Test
    void fromOnePlaceAreSlowedDownForEverybody() throws SQLException {
      Member member = Member.signUp(site);
      assertThat(signIn(place, Member.freshName(), "wrong").status()).isEqualTo(422);
      count(199, "place", place);

      assertThat(signIn(place, Member.freshName(), "wrong").status()).isEqualTo(422);
      assertThat(signIn(place, member.name(), Member.PASSWORD).status()).isEqualTo(429);
      assertThat(signIn(elsewhere, member.name(), Member.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void thatSucceedAreNotCounted() throws SQLException {
      Member member = Member.signUp(site);
      assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(422);
      count(199, "place", place);
      count(99, "name", member.name());

      for (int i = 0; i < 3; i++) {
        assertThat(signIn(place, member.name(), Member.PASSWORD).status()).isEqualTo(303);
      }
    }

    @Test
    void thatAreRefusedCountForNobodyElse() throws SQLException {
      Member member = Member.signUp(site);
      for (int i = 0; i < 10; i++) {
        signIn(place, member.name(), "wrong");
      }
      count(98, "name", member.name());
      for (int i = 0; i < 5; i++) {
        assertThat(signIn(place, member.name(), "wrong").status()).isEqualTo(429);
      }

      assertThat(signIn(elsewhere, member.name(), "wrong").status()).isEqualTo(422);
    }
  }

  @Nested
  @RunAsClient
  class SignUps {
    private Answer register(String from) {
      String name = Member.freshName();
      return Member.register(new Visitor(site.url()).from(from), name, name + "@example.org");
    }

    @Test
    void fromOnePlaceAreThirtyHoweverManyAreMadeAtOnce() throws Exception {
      assertThat(register(place).status()).isEqualTo(303);
      count(26, "sign-up", place);

      List<Integer> answers = atOnce(12, () -> register(place));

      assertThat(answers).filteredOn(status -> status == 303).hasSizeBetween(1, 4);
      assertThat(answers).contains(429).isSubsetOf(303, 429, 503);
      Answer refused = register(place);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text(".c-error")).contains("yours was not made yet", "Wait 15 minutes");
      assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(800, 900);
      assertThat(register(elsewhere).status()).isEqualTo(303);
    }
  }
}
