package org.carafe.auth.control;

import java.time.Duration;
import java.time.Instant;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;

/**
 * How long sessions last.
 *
 * @param sliding a kept one, after the last visit
 * @param absolute a kept one, after sign-in
 * @param brief one that is not kept, after sign-in
 */
public record SessionLifetimes(Duration sliding, Duration absolute, Duration brief) {

  /** As configured. */
  public static SessionLifetimes of(Configuration configuration) {
    return new SessionLifetimes(
        configuration.get(CoreSettings.SESSION_LIFETIME),
        configuration.get(CoreSettings.SESSION_ABSOLUTE),
        configuration.get(CoreSettings.SESSION_SHORT));
  }

  /** When a session that began then ends, seen from now. */
  public Instant end(boolean kept, Instant began, Instant now) {
    if (!kept) {
      return began.plus(brief);
    }
    Instant slid = now.plus(sliding);
    Instant last = began.plus(absolute);
    return slid.isBefore(last) ? slid : last;
  }
}
