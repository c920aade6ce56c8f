package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.carafe.auth.entity.Client;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.config.Setting;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.persistence.RetriesDeadlocks;
import org.carafe.core.text.IdentityKey;

/**
 * Slows guessing down: wrong sign-ins are counted for a name from one place, for a name from
 * anywhere, and for a place, in the database, so that every node counts alike. A name is what was
 * typed, normalised. Whose it is, or whether anybody has it, makes no difference (OWASP
 * authentication cheat sheet, “login throttling”): else a stranger could learn from being refused
 * which address belongs to which username.
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
          .checked((most, profile) -> atLeastOne(most))
          .doc("How many sign-ups may come from one network address within a quarter of an hour.");

  private static Optional<String> atLeastOne(int most) {
    return most < 1
        ? Optional.of("lets nobody sign up. Give it a number of one or more")
        : Optional.empty();
  }

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject FamiliarPlaces places;

  private record Limit(String subject, int most, String explanation) {
    private static final String SIGN_IN = "auth.tooOften.signIn";

    static Limit nameAndPlace(String name, Client client) {
      return new Limit(digest("name and place", IdentityKey.of(name), client.place()), 10, SIGN_IN);
    }

    static Limit name(String name) {
      return new Limit(digest("name", IdentityKey.of(name)), 100, SIGN_IN);
    }

    static Limit place(Client client) {
      return new Limit(digest("place", client.place()), 200, SIGN_IN);
    }

    static Limit signUps(Client client) {
      int most = Application.current().configuration().get(SIGN_UPS);
      return new Limit(digest("sign-up", client.place()), most, "auth.tooOften.signUp");
    }

    private static String digest(String... what) {
      return Application.current().digest(PURPOSE).of(what);
    }
  }

  /** What is counted for a limit, and for how long still. */
  private record Count(int failures, Duration left) {
    boolean isBeyond(Limit limit) {
      return failures > limit.most();
    }

    HttpError refusal(Limit limit) {
      return HttpError.tooManyRequests(
              "Too many tries. Try again in " + left.toSeconds() + " seconds.", left)
          .explainedBy(limit.explanation());
    }
  }

  /**
   * Takes a try, before the password is looked at: of any number of guesses at once, on any nodes,
   * no more are let through than are allowed. What was not a wrong try is given back or forgiven
   * afterwards. A try that is refused counts nowhere, so that nobody who is slowed down can use up
   * what others may try.
   *
   * <p>Where somebody has signed in by this name before, what others try elsewhere does not count:
   * a stranger with many addresses cannot keep a person out of where they are at home.
   *
   * @param name the username or address, as it was typed
   * @throws HttpError 429 when there were too many in the last 15 minutes
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void take(String name, Client client) {
    // Always in this order: two who wait for each other would be a deadlock.
    hold(Limit.nameAndPlace(name, client));
    Limit anywhere = Limit.name(name);
    Count everywhere = count(anywhere);
    if (everywhere.isBeyond(anywhere) && !places.isFamiliar(name, client)) {
      throw everywhere.refusal(anywhere);
    }
    hold(Limit.place(client));
  }

  /**
   * Takes a sign-up: each costs as much as a sign-in and a mail.
   *
   * @throws HttpError 429 when there were too many from this place in the last 15 minutes
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void takeSignUp(Client client) {
    hold(Limit.signUps(client));
  }

  /** Gives a sign-up back that could not be made: who was turned away has used nothing up. */
  @Transactional(TxType.REQUIRES_NEW)
  public void giveBackSignUp(Client client) {
    giveBack(Limit.signUps(client));
  }

  private void hold(Limit limit) {
    Count count = count(limit);
    if (count.isBeyond(limit)) {
      throw count.refusal(limit);
    }
  }

  /** The row is ours from the first statement to the commit, so the count is ours too. */
  private Count count(Limit limit) {
    entities
        .createNativeQuery(
            "insert into sign_in_failures (subject, failures, since) values (?1, 1, ?2)"
                + " on duplicate key update failures = if(since > ?3, failures + 1, 1),"
                + " since = if(since > ?3, since, values(since))")
        .setParameter(1, limit.subject())
        .setParameter(2, now())
        .setParameter(3, windowStart())
        .executeUpdate();
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "select failures, timestampdiff(second, since, ?2) from sign_in_failures where subject = ?1")
                .setParameter(1, limit.subject())
                .setParameter(2, now())
                .getSingleResult();
    long seconds = WINDOW.toSeconds() - ((Number) row[1]).longValue();
    return new Count(((Number) row[0]).intValue(), Duration.ofSeconds(Math.max(1, seconds)));
  }

  /** Gives a try back that ended before the password was looked at. */
  @Transactional(TxType.REQUIRES_NEW)
  public void giveBack(String name, Client client) {
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
   * The password was right: gives the try back, forgets the wrong ones of this name from this
   * place, and remembers the place.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void forgive(String name, Client client) {
    entities
        .createNativeQuery("update sign_in_failures set failures = 0 where subject = ?1")
        .setParameter(1, Limit.nameAndPlace(name, client).subject())
        .executeUpdate();
    giveBack(Limit.name(name));
    giveBack(Limit.place(client));
    places.remember(name, client);
  }

  private LocalDateTime now() {
    return InstantConverter.column(clock.instant());
  }

  private LocalDateTime windowStart() {
    return now().minus(WINDOW);
  }
}
