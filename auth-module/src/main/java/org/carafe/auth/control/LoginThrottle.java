package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
@RetriesDeadlocks
public class LoginThrottle {
  static final Duration WINDOW = Duration.ofMinutes(15);

  /** How many sign-ups one place may make in a quarter of an hour. */
  public static final Setting<Integer> SIGN_UPS =
      Setting.integer("signup.limit")
          .byDefault("30")
          .doc("How many sign-ups may come from one network address within a quarter of an hour.");

  @Inject EntityManager entities;
  @Inject Clock clock;

  private record Limit(String subject, int most) {
    static Limit nameAndPlace(String name, Client client) {
      return new Limit(hash("name and place", name + "\n" + client.place()), 10);
    }

    static Limit name(String name) {
      return new Limit(hash("name", name), 100);
    }

    static Limit place(Client client) {
      return new Limit(hash("place", client.place()), 200);
    }

    static Limit signUps(Client client) {
      int most = Application.current().configuration().get(SIGN_UPS);
      return new Limit(hash("sign-up", client.place()), most);
    }

    private static String hash(String kind, String text) {
      return new SecretToken(kind + "\n" + text).hash();
    }
  }

  /**
   * Takes a try, before the password is looked at: of any number of guesses at once, on any nodes,
   * no more are let through than are allowed. What was not a wrong try is given back or forgiven
   * afterwards. A try that is refused counts nowhere, so that nobody who is slowed down can use up
   * what others may try.
   *
   * @throws HttpError 429 when there were too many in the last 15 minutes
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void take(String login, Client client) {
    String name = IdentityKey.of(login);
    // Always in this order: two who wait for each other would be a deadlock.
    take(Limit.nameAndPlace(name, client));
    take(Limit.name(name));
    take(Limit.place(client));
  }

  /**
   * Takes a sign-up: each costs as much as a sign-in and a mail.
   *
   * @throws HttpError 429 when there were too many from this place in the last 15 minutes
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void takeSignUp(Client client) {
    take(Limit.signUps(client));
  }

  /** The row is ours from the first statement to the commit, so the count is ours too. */
  private void take(Limit limit) {
    entities
        .createNativeQuery(
            "insert into sign_in_failures (subject, failures, since) values (?1, 1, ?2)"
                + " on duplicate key update failures = if(since > ?3, failures + 1, 1),"
                + " since = if(since > ?3, since, values(since))")
        .setParameter(1, limit.subject())
        .setParameter(2, now())
        .setParameter(3, windowStart())
        .executeUpdate();
    Number taken =
        (Number)
            entities
                .createNativeQuery("select failures from sign_in_failures where subject = ?1")
                .setParameter(1, limit.subject())
                .getSingleResult();
    if (taken.intValue() > limit.most()) {
      throw HttpError.tooManyRequests("Too many tries. Wait a quarter of an hour.", WINDOW);
    }
  }

  /** Gives a try back that ended before the password was looked at. */
  @Transactional(TxType.REQUIRES_NEW)
  public void giveBack(String login, Client client) {
    String name = IdentityKey.of(login);
    giveBack(Limit.nameAndPlace(name, client));
    giveBack(Limit.name(name));
    giveBack(Limit.place(client));
  }

  private void giveBack(Limit limit) {
    entities
        .createNativeQuery(
            "update sign_in_failures set failures = failures - 1 where subject = ?1 and failures > 0")
        .setParameter(1, limit.subject())
        .executeUpdate();
  }

  /**
   * The password was right: gives the try back, and forgets the wrong ones of this name from this
   * place.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void forgive(String login, Client client) {
    String name = IdentityKey.of(login);
    entities
        .createNativeQuery("update sign_in_failures set failures = 0 where subject = ?1")
        .setParameter(1, Limit.nameAndPlace(name, client).subject())
        .executeUpdate();
    giveBack(Limit.name(name));
    giveBack(Limit.place(client));
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDateTime windowStart() {
    return now().minus(WINDOW);
  }
}
