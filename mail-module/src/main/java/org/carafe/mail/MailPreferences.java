package org.carafe.mail;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.Application;
import org.carafe.core.Verbs;
import org.carafe.core.persistence.InstantConverter;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.entity.DeclinedMail;

/**
 * Which mail an address does not want. It knows addresses, not people; mail about accounts cannot
 * be declined.
 *
 * <pre>{@code
 * preferences.decline("ada@example.org", "shop.news");
 * preferences.wants("Ada@Example.org", "shop.news");   // false
 * }</pre>
 *
 * @see MailCategories
 */
@Verbs
public class MailPreferences {
  private static final String PURPOSE = "mail.unsubscribe";

  /** A link in an old mail still works; the law in some places asks for a month. */
  private static final Duration LINK_WORKS = Duration.ofDays(3650);

  @Inject EntityManager entities;
  @Inject Clock clock;

  /** An address and a category that a link in a mail is about. */
  public record Choice(String address, String category) {}

  /** Whether mail of a category goes to an address. */
  public boolean wants(String address, String category) {
    return entities.find(
            DeclinedMail.class, new DeclinedMail.Key(IdentityKey.of(address), known(category)))
        == null;
  }

  /** The categories that an address has declined. */
  public Set<String> declined(String address) {
    return Set.copyOf(
        entities
            .createQuery(
                "select d.category from DeclinedMail d where d.addressKey = :key", String.class)
            .setParameter("key", IdentityKey.of(address))
            .getResultList());
  }

  /** No more mail of a category to an address, however often and at once that is said. */
  public void decline(String address, String category) {
    entities
        .createNativeQuery(
            "insert ignore into mail_declined (address_key, category, since) values (?1, ?2, ?3)")
        .setParameter(1, IdentityKey.of(address))
        .setParameter(2, known(category))
        .setParameter(3, InstantConverter.column(clock.instant()))
        .executeUpdate();
  }

  /** Mail of a category to an address again. */
  public void accept(String address, String category) {
    DeclinedMail declined =
        entities.find(
            DeclinedMail.class, new DeclinedMail.Key(IdentityKey.of(address), known(category)));
    if (declined != null) {
      entities.remove(declined);
    }
  }

  private String known(String category) {
    if (!MailCategories.all().contains(category)) {
      throw new IllegalArgumentException(
          "There is no category of mail “%s”. Name it in its module’s texts: %s."
              .formatted(category, MailCategories.key(category)));
    }
    return category;
  }

  /** Where an address declines a category without signing in; the link is signed. */
  public String declineUrl(String address, String category) {
    String token = signer().sign(known(category) + " " + IdentityKey.of(address), clock.instant());
    return Application.current().externalUrlFor("mail.unsubscribe", "token", token);
  }

  /** What a signed link is about; empty for a forged one, or of a category that is gone. */
  public Optional<Choice> choice(String token) {
    try {
      String[] parts = signer().verify(token, LINK_WORKS, clock.instant()).text().split(" ", 2);
      return MailCategories.all().contains(parts[0])
          ? Optional.of(new Choice(parts[1], parts[0]))
          : Optional.empty();
    } catch (BadSignature forged) {
      return Optional.empty();
    }
  }

  private static Signer signer() {
    return Application.current().signer(PURPOSE);
  }
}
