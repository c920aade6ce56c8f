package org.carafe.users.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.persistence.Retention;

/** Confirmations that no link works for any more. */
@ApplicationScoped
public class EndedConfirmations implements Retention {
  @Override
  public List<Rule> rules(Configuration configuration) {
    return List.of(
        new Rule(
            "address_confirmations",
            "expires_at",
            configuration.get(CoreSettings.EXPIRED_RETENTION)));
  }
}
