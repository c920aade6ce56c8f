package org.carafe.auth.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.persistence.Retention;

/**
 * Sessions and sign-ups that ended, with the mail they count, counters of earlier tries, and places
 * nobody signs in from any more.
 */
@ApplicationScoped
public class EndedSignIns implements Retention {
  @Override
  public List<Rule> rules(Configuration configuration) {
    Duration expired = configuration.get(CoreSettings.EXPIRED_RETENTION);
    return List.of(
        new Rule("sessions", "expires_at", expired),
        new Rule("sign_ups", "expires_at", expired),
        new Rule("sign_in_failures", "since", LoginThrottle.WINDOW),
        new Rule("sign_in_places", "since", FamiliarPlaces.MEMORY));
  }
}
