package org.carafe.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.PendingSignUps;
import org.carafe.auth.control.StaleSignUp;
import org.carafe.auth.entity.Client;
import org.carafe.auth.entity.SignUp;
import org.carafe.core.web.SignedCookie;
import org.carafe.users.AddressTaken;
import org.carafe.users.Person;
import org.carafe.users.UsernameTaken;

/**
 * Signing up. An unconfirmed sign-up reserves nothing and cannot sign in: the first that is
 * confirmed becomes the account. A signed cookie ties it to the browser it was made in; elsewhere
 * the password is asked for.
 */
@ApplicationScoped
public class SignUps {
  private static final SignedCookie COOKIE = new SignedCookie("signup", SignUp.LIFETIME);

  @Inject PendingSignUps pending;
  @Inject PasswordHasher hasher;
  @Inject LoginThrottle throttle;
  @Inject SignIns signIns;

  /** How a confirmation ended. */
  public enum Outcome {
    /** There is an account now, and it is signed in. */
    DONE,
    /** The password is not the one of the sign-up. */
    WRONG_PASSWORD,
    /** Somebody else has the username by now: choose another. */
    USERNAME_TAKEN,
    /** The link works no longer, or somebody else has the address by now. */
    STALE
  }

  /**
   * Keeps a sign-up and mails its address a link. Whether the address or the username is taken
   * makes no difference here.
   */
  public void request(
      String username, String address, String password, Locale locale, Client client) {
    throttle.takeSignUp(client);
    String hash = hasher.hash(password);
    COOKIE.write(Long.toString(pending.add(username, address, hash, locale)));
  }

  /** The sign-up made in this browser. */
  public Optional<SignUp> current() {
    return COOKIE.read().map(Long::valueOf).flatMap(pending::find);
  }

  /** How many mails this browser's sign-up may still send within the hour. */
  public int mailsLeft() {
    return current().map(signUp -> pending.mailsLeft(signUp.getId())).orElse(0);
  }

  /** Mails this browser's sign-up again, to a corrected address if one is given. */
  public boolean resend(Optional<String> corrected) {
    return current().map(signUp -> pending.resend(signUp.getId(), corrected)).orElse(false);
  }

  /** The sign-up that a mailed token confirms. */
  public Optional<SignUp> waitingFor(String token) {
    return pending.findByToken(token);
  }

  /** Whether this browser made the sign-up. */
  public boolean isOfThisBrowser(SignUp signUp) {
    return current().filter(mine -> mine.getId() == signUp.getId()).isPresent();
  }

  /**
   * Uses a mailed token up: makes the account and signs in.
   *
   * @param password needed where the sign-up was not made in this browser
   * @param username the one asked for, or another after {@link Outcome#USERNAME_TAKEN}
   */
  public Outcome confirm(String token, String password, String username, Client client) {
    Optional<SignUp> waiting = waitingFor(token);
    if (waiting.isEmpty()) {
      return Outcome.STALE;
    }
    SignUp signUp = waiting.orElseThrow();
    if (!isOfThisBrowser(signUp) && !isPassword(signUp, password)) {
      return Outcome.WRONG_PASSWORD;
    }
    try {
      Person person = pending.settle(token, username);
      COOKIE.remove();
      signIns.begin(person, false, client);
      return Outcome.DONE;
    } catch (UsernameTaken taken) {
      return Outcome.USERNAME_TAKEN;
    } catch (AddressTaken | StaleSignUp late) {
      return Outcome.STALE;
    }
  }

  private boolean isPassword(SignUp signUp, String password) {
    if (!pending.takeTry(signUp.getId())) {
      return false;
    }
    boolean wrong = false;
    try {
      wrong = !hasher.verify(password, signUp.getPasswordHash());
    } finally {
      if (!wrong) {
        pending.returnTry(signUp.getId());
      }
    }
    return !wrong;
  }
}
