package org.carafe.auth.control;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.Application;
import org.carafe.core.Verbs;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.users.AddressTaken;
import org.carafe.users.Person;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;

/** The sign-ups that wait, and the mail they sent; each method is one transaction. */
@Verbs
public class PendingSignUps {
  /** How many mails one sign-up, and all sign-ups with one address, may send in an hour. */
  public static final int MOST_MAILS = 3;

  private static final int MOST_TO_ADDRESS = 6;
  private static final Duration WINDOW = Duration.ofHours(1);

  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Users users;
  @Inject Credentials credentials;
  @Inject Mailer mailer;

  /** Keeps a sign-up and sends its mail. */
  public long add(String username, String address, String passwordHash, Locale locale) {
    deleteExpired();
    var signUp = new SignUp(username, address, passwordHash, locale, clock.instant());
    entities.persist(signUp);
    entities.flush();
    if (mailsTo(signUp.getAddressKey()) < MOST_TO_ADDRESS) {
      send(signUp);
    }
    return signUp.getId();
  }

  private void deleteExpired() {
    entities
        .createNativeQuery("delete from sign_ups where expires_at < ?1 limit 20")
        .setParameter(1, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .executeUpdate();
  }

  /** The sign-up of this number, unless it ended. */
  public Optional<SignUp> find(long id) {
    return entities
        .createQuery("select s from SignUp s where s.id = :id and s.expiresAt > :now", SignUp.class)
        .setParameter("id", id)
        .setParameter("now", clock.instant())
        .getResultStream()
        .findFirst();
  }

  /** The sign-up that a mailed token confirms, unless it ended or its address was corrected. */
  public Optional<SignUp> findByToken(String token) {
    return entities
        .createQuery(
            "select m from SignUpMail m join fetch m.signUp s where m.tokenHash = :hash and s.expiresAt > :now",
            SignUpMail.class)
        .setParameter("hash", new SecretToken(token).hash())
        .setParameter("now", clock.instant())
        .getResultStream()
        .filter(SignUpMail::confirmsItsSignUp)
        .map(SignUpMail::getSignUp)
        .findFirst();
  }

  /** How many mails the sign-up may still send within the hour. */
  public int mailsLeft(long id) {
    long sent =
        entities
            .createQuery(
                "select count(m) from SignUpMail m where m.signUp.id = :id and m.createdAt > :since",
                Long.class)
            .setParameter("id", id)
            .setParameter("since", windowStart())
            .getSingleResult();
    return Math.max(0, MOST_MAILS - (int) sent);
  }

  private long mailsTo(String addressKey) {
    return entities
        .createQuery(
            "select count(m) from SignUpMail m where m.addressKey = :key and m.createdAt > :since",
            Long.class)
        .setParameter("key", addressKey)
        .setParameter("since", windowStart())
        .getSingleResult();
  }

  private Instant windowStart() {
    return clock.instant().minus(WINDOW);
  }

  /** Sends the mail again, to a corrected address if there is one; no more often than allowed. */
  public boolean resend(long id, Optional<String> corrected) {
    Optional<SignUp> found = find(id);
    if (found.isEmpty() || mailsLeft(id) == 0) {
      return false;
    }
    SignUp signUp = found.orElseThrow();
    String key = corrected.map(IdentityKey::of).orElseGet(signUp::getAddressKey);
    if (mailsTo(key) >= MOST_TO_ADDRESS) {
      return false;
    }
    corrected.ifPresent(signUp::correct);
    send(signUp);
    return true;
  }

  private void send(SignUp signUp) {
    Optional<Person> owner = users.ownerOf(signUp.getAddress());
    SecretToken token = owner.isPresent() ? null : SecretToken.create();
    entities.persist(new SignUpMail(signUp, token, clock.instant()));
    Application app = Application.current();
    if (token == null) {
      Person person = owner.orElseThrow();
      mailer.send(
          new Recipient(signUp.getAddress(), person.name(), person.locale(), person.zone()),
          "auth.addressInUse",
          Map.of("name", person.name(), "url", app.externalUrlFor("auth.login")));
    } else {
      mailer.send(
          new Recipient(
              signUp.getAddress(), signUp.getUsername(), signUp.getLocale(), ZoneOffset.UTC),
          "auth.confirm",
          Map.of("url", app.externalUrlFor("auth.confirm", "token", token.text())));
    }
  }

  /**
   * Takes one of the few tries to give the password, before it is looked at: of any number of
   * guesses at once no more are looked at than there are tries.
   */
  public boolean takeTry(long id) {
    return entities
            .createQuery(
                "update SignUp s set s.tries = s.tries + 1 where s.id = :id and s.tries < :most")
            .setParameter("id", id)
            .setParameter("most", SignUp.MOST_TRIES)
            .executeUpdate()
        == 1;
  }

  /** Gives the try back: the password was right. */
  public void returnTry(long id) {
    entities
        .createQuery("update SignUp s set s.tries = s.tries - 1 where s.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Makes the account and ends every sign-up with its address.
   *
   * @throws UsernameTaken when another sign-up with the username was faster
   * @throws AddressTaken when another sign-up with the address was faster
   */
  public Person settle(String token, String username) throws UsernameTaken, AddressTaken {
    SignUp signUp = findByToken(token).orElseThrow(StaleSignUp::new);
    Person person =
        users.register(username, signUp.getAddress(), signUp.getLocale(), ZoneId.of("UTC"));
    credentials.create(person.id(), signUp.getPasswordHash());
    endAll(signUp.getAddress());
    return person;
  }

  /** Ends the sign-ups with an address that somebody has confirmed. */
  public void endAll(String address) {
    entities
        .createQuery("delete from SignUp s where s.addressKey = :key")
        .setParameter("key", IdentityKey.of(address))
        .executeUpdate();
  }
}
