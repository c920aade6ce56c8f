package org.carafe.auth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.carafe.auth.control.Credentials;
import org.carafe.auth.control.LoginThrottle;
import org.carafe.auth.control.PasswordHasher;
import org.carafe.auth.control.Sessions;
import org.carafe.auth.entity.Client;
import org.carafe.core.Principal;
import org.carafe.core.event.Events;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.web.Exchange;
import org.carafe.users.Person;
import org.carafe.users.Users;

/**
 * Signing in and out. Passwords are hashed outside of any transaction, so that no connection waits
 * for it.
 */
@ApplicationScoped
public class SignIns {
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
   * for the person, under whichever name.
   *
   * @param keep whether the session outlives the browser
   * @return whether it worked; the identity cookie is set then
   * @throws org.carafe.core.HttpError 429 after too many wrong tries, 503 when hashing is busy
   */
  public boolean signIn(String login, String password, boolean keep, Client client) {
    if (login.length() > LONGEST || password.length() > LONGEST) {
      return false;
    }
    Optional<Person> person = users.findByLogin(login);
    String subject = person.map(known -> "#" + known.id()).orElse(login);
    throttle.check(subject, client);
    Optional<String> hash = person.flatMap(known -> credentials.hashOf(known.id()));
    boolean right =
        hash.isPresent()
            ? hasher.verify(password, hash.orElseThrow())
            : hasher.verifyNobody(password);
    if (!right || !person.orElseThrow().enabled()) {
      throttle.countFailure(subject, client);
      return false;
    }
    throttle.forgive(subject, client);
    Person known = person.orElseThrow();
    if (hasher.needsRehash(hash.orElseThrow())) {
      credentials.rehash(known.id(), hash.orElseThrow(), hasher.hash(password));
    }
    begin(known, keep, client);
    return true;
  }

  /** Begins a session for somebody who proved who they are. */
  public void begin(Person person, boolean keep, Client client) {
    Exchange exchange = Exchange.require();
    exchange.sessionToken().ifPresent(sessions::end);
    SecretToken token = sessions.begin(person.id(), keep, client);
    exchange.establish(token.text(), sessions.cookieAge(keep));
    events.publish(new SignedIn(person.id(), person.name()));
  }

  /** Signs out whoever is signed in and answers who it was. */
  public Optional<Principal> signOut() {
    Exchange exchange = Exchange.require();
    Optional<Principal> principal = exchange.principal();
    exchange.sessionToken().ifPresent(sessions::end);
    exchange.forget();
    principal.ifPresent(gone -> events.publish(new SignedOut(gone.id(), gone.name())));
    return principal;
  }
}
