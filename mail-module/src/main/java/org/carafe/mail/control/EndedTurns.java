package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.persistence.Retention;
import org.carafe.mail.MailAllowance;

/** Turns at counting mail that nobody can be taking any more. */
@ApplicationScoped
public class EndedTurns implements Retention {
  @Override
  public List<Rule> rules(Configuration configuration) {
    return List.of(new Rule("mail_turns", "taken_at", MailAllowance.WINDOW));
  }
}
