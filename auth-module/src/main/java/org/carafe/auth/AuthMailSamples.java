package org.carafe.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carafe.mail.MailSample;
import org.carafe.mail.MailSamples;

/** Samples of the mail about signing up. */
public final class AuthMailSamples implements MailSamples {

  @Override
  public List<MailSample> all() {
    return List.of(
        new MailSample(
            "auth.confirm",
            Map.of(
                "url",
                "https://accounts.example.org/register/confirm/0dmlJnbtNVGvlAA9sAjt9A",
                "lifetime",
                Duration.ofHours(24))),
        new MailSample(
            "auth.addressInUse",
            Map.of("name", "ada", "url", "https://accounts.example.org/login")));
  }
}
