package org.carafe.core;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.carafe.core.web.Exchange;

/** Who is behind the request that the calling thread works on; nobody outside of requests. */
@ApplicationScoped
public class CurrentPrincipal {

  /** The person who is signed in. */
  public Optional<Principal> get() {
    return Exchange.current().flatMap(Exchange::principal);
  }

  /**
   * The person who must be signed in here.
   *
   * @throws HttpError 401 when nobody is
   */
  public Principal require() {
    return get().orElseThrow(HttpError::unauthorized);
  }

  /**
   * The person, who must hold the permission: verbs call this, whatever the page in front checked.
   *
   * @throws HttpError 401 when nobody is signed in, 403 when the permission is missing
   */
  public Principal require(String permission) {
    Principal principal = require();
    if (!principal.may(permission)) {
      throw HttpError.forbidden("It takes the permission “" + permission + "”.");
    }
    return principal;
  }
}
