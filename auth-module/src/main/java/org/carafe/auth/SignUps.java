package org.carafe.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.PendingSignUps;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.SignUp;
import org.carafe.users.AddressTaken;
import org.carafe.users.UsernameTaken;

/**
 * Signing up. An unconfirmed sign-up reserves nothing and cannot sign in: the first that is
 * confirmed becomes the account. Whoever made it is known by its number, which the caller must have
 * kept safe; anybody else who confirms it must know its password.
 */
@ApplicationScoped
public class SignUps {
  @Inject PendingSignUps pending;
  @Inject PasswordHasher hasher;
  @Inject LoginThrottle throttle;
  @Inject SignIns signIns;

  /**
   * Keeps a sign-up, mails its address a link and answers the sign-up's number. Whether the address
   * or the username is taken makes no difference here.
   *
   * @throws MalformedSignUp when the username, the address or the password is against the rules
   */
  public long request(
      String username, String address, String password, Locale locale, Client client)
      throws MalformedSignUp {
    MalformedSignUp.check(username, address, password);
    throttle.takeSignUp(client);
    try {
      String hash = hasher.hashForSignUp(password);
      return pending.add(username, address, hash, locale, client);
    } catch (RuntimeException notMade) {
      throttle.giveBackSignUp(client);
      throw notMade;
    }
  }

  /** The sign-up of this number, unless it ended. */
  public Optional<SignUp> find(long id) {
    return pending.find(id);
  }

  /** How many mails the sign-up may still send within the hour. */
  public int mailsLeft(long id) {
    return pending.mailsLeft(id);
  }

  /** The token of the sign-up's latest mail, by which the mail's state is asked for. */
  public Optional<String> latestMail(long id) {
    return pending.latestMail(id);
  }

  /** Mails the sign-up's link again, unless it ended or has sent enough. */
  public boolean resend(long id) {
    return pending.resend(id);
  }

  /** Mails the sign-up's link to a corrected address, unless it ended or has sent enough. */
  public boolean correct(long id, String address) {
    return pending.correct(id, address);
  }

  /** The sign-up that a mailed token confirms. */
  public Optional<SignUp> waitingFor(String token) {
    return pending.findByToken(token);
  }

  /**
   * Uses a mailed token up for whoever made the sign-up: makes the account and signs in.
   *
   * @param id the number of the caller's own sign-up
   * @param username the one asked for, or another where that one is taken
   * @param zone where the person lives, as far as is known
   */
  public BegunSession confirm(String token, long id, String username, ZoneId zone, Client client)
      throws StaleSignUp, UsernameTaken, MalformedSignUp {
    if (waiting(token).getId() != id) {
      throw new StaleSignUp();
    }
    return settle(token, username, zone, client);
  }

  /**
   * Uses a mailed token up for somebody who knows the sign-up's password: makes the account and
   * signs in.
   *
   * @param username the one asked for, or another where that one is taken
   * @param zone where the person lives, as far as is known
   * @throws WrongPassword when it is another one
   * @throws NoTriesLeft when too many were wrong before, so that none is looked at any more
   */
  public BegunSession confirm(
      String token, String password, String username, ZoneId zone, Client client)
      throws StaleSignUp, UsernameTaken, MalformedSignUp, WrongPassword, NoTriesLeft {
    MalformedSignUp.check(username);
    proveItsOwn(waiting(token), password);
    return settle(token, username, zone, client);
  }

  /**
   * Signs in whoever pressed the button twice at once, in the browser that the sign-up was made in:
   * the account that the first press made is theirs.
   *
   * @param own the caller's own sign-up, which still waited when the request began
   */
  public Optional<BegunSession> joinSettled(SignUp own, Client client) {
    return pending.accountOf(own).map(person -> signIns.begin(person, false, client));
  }

  private SignUp waiting(String token) throws StaleSignUp {
    return waitingFor(token).orElseThrow(StaleSignUp::new);
  }

  private BegunSession settle(String token, String username, ZoneId zone, Client client)
      throws StaleSignUp, UsernameTaken, MalformedSignUp {
    MalformedSignUp.check(username);
    try {
      return signIns.begin(pending.settle(token, username, zone), false, client);
    } catch (AddressTaken late) {
      throw new StaleSignUp();
    }
  }

  private void proveItsOwn(SignUp signUp, String password) throws WrongPassword, NoTriesLeft {
    if (!pending.takeTry(signUp.getId())) {
      throw new NoTriesLeft();
    }
    boolean wrong = false;
    try {
      wrong = !hasher.verify(password, signUp.getPasswordHash());
    } finally {
      if (!wrong) {
        pending.returnTry(signUp.getId());
      }
    }
    if (wrong) {
      throw new WrongPassword();
    }
  }
}
