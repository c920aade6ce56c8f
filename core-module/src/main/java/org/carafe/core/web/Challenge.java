package org.carafe.core.web;

import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;

/**
 * What every 401 says of how to become known (RFC 9110, 15.5.2): by the cookie that signing in
 * sets. The scheme is not a registered one: browsers open a dialog for those they know.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-broyer-http-cookie-auth">Cookie-based
 *     HTTP Authentication</a>
 */
public final class Challenge {
  /** The header. */
  public static final String HEADER = "WWW-Authenticate";

  private Challenge() {}

  /** The header's value. */
  public static String of(Application application) {
    String realm = application.configuration().get(CoreSettings.BASE_URL).toString();
    String challenge = "Cookie realm=\"" + realm + "\"";
    return application
        .signInEndpoint()
        .map(application::urlFor)
        .map(url -> challenge + ", form-action=\"" + url + "\"")
        .orElse(challenge);
  }
}
