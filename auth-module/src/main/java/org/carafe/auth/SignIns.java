package org.carafe.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.carafe.auth.control.Credentials;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.Sessions;
import org.carafe.auth.entity.Client;
import org.carafe.core.Authenticator.Authentication;
import org.carafe.core.Principal;
import org.carafe.core.event.Events;
import org.carafe.core.signing.SecretToken;
import org.carafe.users.Person;
import org.carafe.users.Users;

/**
 * Signing in and out. Passwords are hashed outside of any transaction, so that no connection waits
 * for it.
 */
@ApplicationScoped
public class SignIns {
  private static final Logger LOG = System.getLogger(SignIns.class.getName());

  /** Longer than any address or password there can be: refused before it costs anything. */
  private static final int LONGEST = 512;

  @Inject Users users;
  @Inject Credentials credentials;
  @Inject PasswordHasher hasher;
  @Inject LoginThrottle throttle;
  @Inject Sessions sessions;
  @Inject Events events;

  /**
   * Signs in by username or confirmed address. Whatever is wrong, the answer is the same and takes
   * the same time: without an account a password is hashed all the same. Wrong tries are counted
   * for what was typed, whether or not anybody is called so.
   *
   * @param keep whether the session outlives the browser
   * @return the session, if it worked
   * @throws org.carafe.core.HttpError 429 after too many wrong tries, 503 when hashing is busy
   */
  public Optional<BegunSession> signIn(String login, String password, boolean keep, Client client) {
    if (login.length() > LONGEST || password.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<Person> person = users.findByLogin(login);
    Optional<String> hash = person.flatMap(known -> credentials.hashOf(known.id()));
    throttle.take(login, client);
    if (!isRight(password, hash, login, client) || !person.orElseThrow().enabled()) {
      events.publish(new SignInRefused(person.map(Person::id)));
      return Optional.empty();
    }
    throttle.forgive(login, client);
    Person known = person.orElseThrow();
    if (hasher.needsRehash(hash.orElseThrow())) {
      rehash(known, hash.orElseThrow(), password);
    }
    return Optional.of(begin(known, keep, client));
  }

  /** If it can be done now: who has proved who they are is not sent away for it. */
  private void rehash(Person person, String verified, String password) {
    try {
      credentials.rehash(person.id(), verified, hasher.hash(password));
    } catch (RuntimeException later) {
      LOG.log(
          Level.INFO,
          "The password of account {0} is hashed anew at another sign-in: {1}",
          Long.toString(person.id()),
          later.getMessage());
    }
  }

  private boolean isRight(String password, Optional<String> hash, String login, Client client) {
    try {
      return hash.isPresent()
          ? hasher.verify(password, hash.orElseThrow())
          : hasher.verifyNobody(password);
    } catch (RuntimeException notLookedAt) {
      throttle.giveBack(login, client);
      throw notLookedAt;
    }
  }

  /** Begins a session for somebody who proved who they are. */
  public BegunSession begin(Person person, boolean keep, Client client) {
    SecretToken token = sessions.begin(person.id(), keep, client);
    events.publish(new SignedIn(person.id(), person.name()));
    return new BegunSession(token, sessions.cookieAge(keep));
  }

  /** Ends a session whose place in the browser another one takes; nobody is told. */
  public void replace(SecretToken token) {
    sessions.end(token);
  }

  /** Signs out and answers who it was, unless the session had ended before. */
  public Optional<Principal> signOut(SecretToken token) {
    Optional<Principal> principal =
        sessions.authenticate(token.text()).map(Authentication::principal);
    if (!sessions.end(token)) {
      return Optional.empty();
    }
    principal.ifPresent(gone -> events.publish(new SignedOut(gone.id(), gone.name())));
    return principal;
  }
}
