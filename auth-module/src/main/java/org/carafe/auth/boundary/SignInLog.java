package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.carafe.auth.SignInRefused;
import org.carafe.auth.SignedIn;
import org.carafe.auth.SignedOut;

/**
 * Writes into the log who signs in and out and whose sign-in is refused, by number: whoever looks
 * into misuse finds when an account was used, and the log holds nobody's name.
 */
@ApplicationScoped
public class SignInLog {
  private static final Logger LOG = System.getLogger(SignInLog.class.getName());

  void signedIn(@Observes SignedIn event) {
    LOG.log(Level.INFO, "Account {0} signed in", Long.toString(event.userId()));
  }

  void refused(@Observes SignInRefused event) {
    LOG.log(
        Level.INFO,
        "A sign-in was refused: {0}",
        event.userId().map(id -> "account " + id).orElse("no such account"));
  }

  void signedOut(@Observes SignedOut event) {
    LOG.log(Level.INFO, "Account {0} signed out", Long.toString(event.userId()));
  }
}
