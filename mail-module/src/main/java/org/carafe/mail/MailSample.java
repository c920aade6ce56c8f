package org.carafe.mail;

import java.util.Map;

/**
 * A template with data as it could be, for previews and for the test that renders every template.
 *
 * @param template the module and the name, such as {@code auth.confirm}
 * @param data what the sender gives to {@link Mailer#send}
 */
public record MailSample(String template, Map<String, Object> data) {

  /** Keeps its own copy of the data. */
  public MailSample {
    data = Map.copyOf(data);
  }
}
