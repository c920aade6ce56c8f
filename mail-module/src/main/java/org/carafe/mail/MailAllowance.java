package org.carafe.mail;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;

/**
 * How many mails of one kind may be sent within an hour about one thing: a person, an address. They
 * are counted in the rows that a module keeps of them.
 *
 * <pre>{@code
 * static final MailAllowance TO_ADDRESS = new MailAllowance(SignUpMail.class, "addressKey", 6);
 *
 * if (TO_ADDRESS.left(entities, key, clock.instant()) > 0) { … }
 * }</pre>
 *
 * @param rows an entity with a {@code createdAt}, one row for each mail
 * @param subject the attribute that says what the mail was about
 * @param most how many within an hour
 */
public record MailAllowance(Class<?> rows, String subject, int most) {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** How many more may be sent now. */
  public int left(EntityManager entities, Object about, Instant now) {
    long sent =
        entities
            .createQuery(
                "select count(m) from %s m where m.%s = :about and m.createdAt > :since"
                    .formatted(rows.getSimpleName(), subject),
                Long.class)
            .setParameter("about", about)
            .setParameter("since", now.minus(WINDOW))
            .getSingleResult();
    return Math.max(0, most - (int) sent);
  }
}
