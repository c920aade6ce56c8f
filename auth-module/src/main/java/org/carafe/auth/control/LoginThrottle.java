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

  private static final String PURPOSE = "auth.throttle";

  /** How many sign-ups one place may make in a quarter of an hour. */
  public static final Setting<Integer> SIGN_UPS =
      Setting.integer("signup.limit")
          .byDefault("30")
          .doc("How many sign-ups may come from one network address within a quarter of an hour.");

  @Inject EntityManager entities;
  @Inject Clock clock;

  private record Limit(String subject, int most) {
    static Limit whoAndPlace(Subject who, Client client) {
      return new Limit(digest(who.kind() + " and place", who.text(), client.place()), 10);
    }

    static Limit who(Subject who) {
      return new Limit(digest(who.kind(), who.text()), 100);
    }

    static Limit place(Client client) {
      return new Limit(digest("place", client.place()), 200);
    }

    static Limit signUps(Client client) {
      int most = Application.current().configuration().get(SIGN_UPS);
      return new Limit(digest("sign-up", client.place()), most);
    }

    private static String digest(String... what) {
      return Application.current().digest(PURPOSE).of(what);
    }
  }

  /**
   * Whose password is tried: a person's, under whichever name, or that of a name nobody has. The
   * kind keeps them apart, so that no name that is typed can stand for a person.
   */
  public record Subject(String kind, String text) {
    /** Somebody with an account. */
    public static Subject person(long id) {
      return new Subject("person", Long.toString(id));
    }

    /** A name or address, however it is written, that nobody has. */
    public static Subject name(String typed) {
      return new Subject("name", IdentityKey.of(typed));
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
  public void take(Subject who, Client client) {
    // Always in this order: two who wait for each other would be a deadlock.
    take(Limit.whoAndPlace(who, client));
    take(Limit.who(who));
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
  public void giveBack(Subject who, Client client) {
    giveBack(Limit.whoAndPlace(who, client));
    giveBack(Limit.who(who));
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
  public void forgive(Subject who, Client client) {
    entities
        .createNativeQuery("update sign_in_failures set failures = 0 where subject = ?1")
        .setParameter(1, Limit.whoAndPlace(who, client).subject())
        .executeUpdate();
    giveBack(Limit.who(who));
    giveBack(Limit.place(client));
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDateTime windowStart() {
    return now().minus(WINDOW);
  }
}
