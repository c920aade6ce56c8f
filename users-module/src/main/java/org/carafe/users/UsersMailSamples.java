package org.carafe.users;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carafe.mail.MailSample;
import org.carafe.mail.MailSamples;

/** Samples of the mail about addresses. */
public final class UsersMailSamples implements MailSamples {

  @Override
  public List<MailSample> all() {
    return List.of(
        new MailSample(
            "users.confirmAddress",
            Map.of(
                "name",
                "ada",
                "address",
                "ada.king-noel@analytical-engine.example",
                "url",
                "https://accounts.example.org/user/emails/confirm/0dmlJnbtNVGvlAA9sAjt9A",
                "lifetime",
                Duration.ofHours(24))),
        new MailSample("users.addressInUse", Map.of("name", "ada")),
        warning("users.primaryChanged"),
        warning("users.addressRemoved"));
  }

  private static MailSample warning(String template) {
    return new MailSample(
        template,
        Map.of(
            "name",
            "maximiliana.konstantinopolskaja_von.lang",
            "when",
            Instant.parse("2026-12-10T09:30:00Z"),
            "url",
            "https://accounts.example.org/user"));
  }
}
