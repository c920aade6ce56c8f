package org.carafe.mail;

import java.util.Map;

/**
 * A template with data as it could be, for previews and for the test that renders every template.
 *
 * <pre>{@code
 * new MailSample("auth.confirm", Map.of("url", "https://…"))
 * new MailSample("shop.receipt", data, Envelope.plain().picture("logo", "image/png", logo))
 * }</pre>
 *
 * @param template the module and the name, such as {@code auth.confirm}
 * @param data what the sender gives to {@link Mailer#send}
 * @param envelope what the sender encloses: the pictures that the template shows
 */
public record MailSample(String template, Map<String, Object> data, Envelope envelope) {

  /** Keeps its own copy of the data. */
  public MailSample {
    data = Map.copyOf(data);
  }

  /** Of a mail that encloses nothing. */
  public MailSample(String template, Map<String, Object> data) {
    this(template, data, Envelope.plain());
  }
}
