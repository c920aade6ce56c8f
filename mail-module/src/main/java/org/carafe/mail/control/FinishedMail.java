package org.carafe.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.carafe.core.config.Configuration;
import org.carafe.core.persistence.Retention;
import org.carafe.mail.MailSettings;

/** Mail that was delivered or given up; what waits has no end and stays. */
@ApplicationScoped
public class FinishedMail implements Retention {
  @Override
  public List<Rule> rules(Configuration configuration) {
    return List.of(
        new Rule("mail_outbox", "finished_at", configuration.get(MailSettings.RETENTION)));
  }
}
