package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.carafe.auth.BegunSession;
import org.carafe.auth.SignIns;
import org.carafe.core.Principal;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.web.Exchange;

/** The session of the browser that asks: its cookie. */
@ApplicationScoped
public class BrowserSession {
  @Inject SignIns signIns;

  /** Gives the browser a session that has begun; the one it had ends. */
  void begin(BegunSession begun) {
    Exchange exchange = Exchange.require();
    token(exchange).ifPresent(signIns::replace);
    exchange.establish(begun.token().text(), begun.cookieAge());
  }

  /** Signs the browser out and answers who was signed in. */
  Optional<Principal> end() {
    Exchange exchange = Exchange.require();
    Optional<Principal> gone = token(exchange).flatMap(signIns::signOut);
    exchange.forget();
    return gone;
  }

  private static Optional<SecretToken> token(Exchange exchange) {
    return exchange.sessionToken().map(SecretToken::new);
  }
}
