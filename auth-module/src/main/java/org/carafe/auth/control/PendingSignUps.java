package org.carafe.auth.control;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.StaleSignUp;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.SignUp;
import org.carafe.auth.entity.SignUpMail;
import org.carafe.core.Verbs;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.IdentityKey;
import org.carafe.users.AddressTaken;
import org.carafe.users.Person;
import org.carafe.users.UsernameTaken;
import org.carafe.users.Users;

/** The sign-ups that wait to be confirmed; each method is one transaction. */
@Verbs
public class PendingSignUps {
  @Inject EntityManager entities;
  @Inject Clock clock;
  @Inject Users users;
  @Inject Credentials credentials;
  @Inject ConfirmationMail mail;

  /** Keeps a sign-up and sends its mail. */
  public long add(
      String username, String address, String passwordHash, Locale locale, Client client) {
    var signUp =
        new SignUp(username, address, passwordHash, locale, client.place(), clock.instant());
    entities.persist(signUp);
    entities.flush();
    if (mail.maySend(signUp, signUp.getAddressKey())) {
      mail.send(signUp);
    }
    return signUp.getId();
  }

  /** The sign-up of this number, unless it ended. */
  public Optional<SignUp> find(long id) {
    return withId(id).getResultStream().findFirst();
  }

  private Optional<SignUp> locked(long id) {
    return withId(id).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultStream().findFirst();
  }

  private TypedQuery<SignUp> withId(long id) {
    return entities
        .createQuery("select s from SignUp s where s.id = :id and s.expiresAt > :now", SignUp.class)
        .setParameter("id", id)
        .setParameter("now", clock.instant());
  }

  /** The sign-up that a mailed token confirms, unless it ended or its address was corrected. */
  public Optional<SignUp> findByToken(String token) {
    return findMail(token).map(SignUpMail::getSignUp);
  }

  private Optional<SignUpMail> findMail(String token) {
    Instant now = clock.instant();
    return entities
        .createQuery(
            "select m from SignUpMail m join fetch m.signUp s where m.tokenHash = :hash and s.expiresAt > :now",
            SignUpMail.class)
        .setParameter("hash", new SecretToken(token).hash())
        .setParameter("now", now)
        .getResultStream()
        .filter(sent -> sent.confirmsItsSignUp(now))
        .findFirst();
  }

  /** How many mails the sign-up may still send within the hour. */
  public int mailsLeft(long id) {
    return find(id).map(mail::leftTo).orElse(0);
  }

  /** The token of its latest mail, by which the mail's state is asked for. */
  public Optional<String> latestMail(long id) {
    return mail.latestReference(id);
  }

  /** Sends the mail again; no more often than allowed. */
  public boolean resend(long id) {
    return locked(id).filter(signUp -> resend(signUp, signUp.getAddress())).isPresent();
  }

  /** Corrects the address and sends the mail there; no more often than allowed. */
  public boolean correct(long id, String address) {
    return locked(id).filter(signUp -> resend(signUp, address)).isPresent();
  }

  private boolean resend(SignUp signUp, String address) {
    if (!mail.maySend(signUp, IdentityKey.of(address))) {
      return false;
    }
    signUp.correct(address);
    mail.send(signUp);
    return true;
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
   * Makes the account, ends the sign-up, and takes the links of all others with its address away.
   * Of two at once for one sign-up the second waits, and finds it ended.
   *
   * @throws StaleSignUp when the token confirms nothing
   * @throws UsernameTaken when another sign-up with the username was faster
   * @throws AddressTaken when another sign-up with the address was faster
   */
  public Person settle(String token, String username, ZoneId zone)
      throws StaleSignUp, UsernameTaken, AddressTaken {
    SignUpMail sent = findMail(token).orElseThrow(StaleSignUp::new);
    SignUp signUp =
        locked(sent.getSignUp().getId())
            .filter(same -> sent.confirmsItsSignUp(clock.instant()))
            .orElseThrow(StaleSignUp::new);
    Person person = users.register(username, signUp.getAddress(), signUp.getLocale(), zone);
    credentials.create(person.id(), signUp.getPasswordHash());
    entities
        .createQuery("delete from SignUp s where s.id = :id")
        .setParameter("id", signUp.getId())
        .executeUpdate();
    takeLinks(signUp.getAddress());
    return person;
  }

  /** The account that this very sign-up became: it has the sign-up's own salted hash. */
  public Optional<Person> accountOf(SignUp ended) {
    return users
        .ownerOf(ended.getAddress())
        .filter(
            person ->
                credentials
                    .hashOf(person.id())
                    .filter(ended.getPasswordHash()::equals)
                    .isPresent());
  }

  /**
   * Takes the links to an address away that somebody has confirmed. The sign-ups themselves wait on
   * as if nothing had happened, as those do that come later: whoever made one for an address that
   * is not theirs must not see when it becomes somebody's account.
   */
  public void takeLinks(String address) {
    entities
        .createQuery("update SignUpMail m set m.tokenHash = null where m.addressKey = :key")
        .setParameter("key", IdentityKey.of(address))
        .executeUpdate();
  }
}
