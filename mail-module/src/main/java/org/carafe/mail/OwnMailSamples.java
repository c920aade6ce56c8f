package org.carafe.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Samples of this module's own templates. */
public final class OwnMailSamples implements MailSamples {

  @Override
  public List<MailSample> all() {
    return List.of(
        new MailSample("mail.test", Map.of("now", Instant.parse("2026-03-01T12:00:00Z"))));
  }
}
