package org.carafe.mail;

import java.util.List;

/**
 * Sample data for the mail templates of one module. Found by ServiceLoader ({@code
 * META-INF/services/org.carafe.mail.MailSamples}), so that a unit test can render every template
 * without a server.
 *
 * <pre>{@code
 * public final class AuthMailSamples implements MailSamples {
 *   @Override
 *   public List<MailSample> all() {
 *     return List.of(
 *         new MailSample("auth.confirm", Map.of("url", "https://…", "lifetime", Duration.ofHours(24))));
 *   }
 * }
 * }</pre>
 */
public interface MailSamples {

  /** At least one sample for each template of the module. */
  List<MailSample> all();
}
