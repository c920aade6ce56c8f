package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.carafe.auth.entity.Client;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.Setting;
import org.carafe.core.persistence.RetriesDeadlocks;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.IdentityKey;

/**
 * Slows guessing down: wrong sign-ins are counted for a name from one place, for a name from
 * anywhere, and for a place, in the database, so that every node counts alike. Whether the name
 * exists makes no difference (OWASP authentication cheat sheet, “login throttling”).
 */
@ApplicationScoped
@Transactional
@RetriesDeadlocks
public class LoginThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** How many sign-ups one place may make in a quarter of an hour. */
  public static final Setting<Integer> SIGN_UPS =
      Setting.integer("signup.limit")
          .byDefault("30")
          .doc("How many sign-ups may come from one network address within a quarter of an hour.");

  @Inject EntityManager entities;
  @Inject Clock clock;

  private record Limit(String subject, int most) {
    static List<Limit> of(String login, Client client) {
      String name = IdentityKey.of(login);
      return List.of(
          new Limit(hash("name and place", name + "\n" + client.address()), 10),
          new Limit(hash("name", name), 100),
          new Limit(hash("place", client.address()), 200));
    }

    private static String hash(String kind, String text) {
      return new SecretToken(kind + "\n" + text).hash();
    }
  }

  /**
   * Lets a try through.
   *
   * @throws HttpError 429 when there were too many wrong ones in the last 15 minutes
   */
  public void check(String login, Client client) {
    for (Limit limit : Limit.of(login, client)) {
      if (isExceeded(limit)) {
        throw tooMany();
      }
    }
  }

  private boolean isExceeded(Limit limit) {
    return !entities
        .createNativeQuery(
            "select 1 from sign_in_failures where subject = ?1 and failures >= ?2 and since > ?3")
        .setParameter(1, limit.subject())
        .setParameter(2, limit.most())
        .setParameter(3, windowStart())
        .getResultList()
        .isEmpty();
  }

  private static HttpError tooMany() {
    return HttpError.tooManyRequests("Too many tries. Wait a quarter of an hour.", WINDOW);
  }

  /** Counts a wrong try. */
  public void countFailure(String login, Client client) {
    for (Limit limit : Limit.of(login, client)) {
      count(limit);
    }
    entities
        .createNativeQuery("delete from sign_in_failures where since < ?1 limit 20")
        .setParameter(1, windowStart())
        .executeUpdate();
  }

  private void count(Limit limit) {
    entities
        .createNativeQuery(
            "insert into sign_in_failures (subject, failures, since) values (?1, 1, ?2)"
                + " on duplicate key update failures = if(since > ?3, failures + 1, 1),"
                + " since = if(since > ?3, since, values(since))")
        .setParameter(1, limit.subject())
        .setParameter(2, now())
        .setParameter(3, windowStart())
        .executeUpdate();
  }

  /**
   * Counts a sign-up: each costs as much as a sign-in and a mail.
   *
   * @throws HttpError 429 when there were too many from this place in the last 15 minutes
   */
  public void takeSignUp(Client client) {
    int most = Application.current().configuration().get(SIGN_UPS);
    var limit = new Limit(Limit.hash("sign-up", client.address()), most);
    if (isExceeded(limit)) {
      throw tooMany();
    }
    count(limit);
  }

  /** Forgets the wrong tries of a name from a place once the right password came from there. */
  public void forgive(String login, Client client) {
    entities
        .createNativeQuery("delete from sign_in_failures where subject = ?1")
        .setParameter(1, Limit.of(login, client).get(0).subject())
        .executeUpdate();
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDateTime windowStart() {
    return now().minus(WINDOW);
  }
}
