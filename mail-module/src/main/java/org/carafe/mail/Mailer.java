package org.carafe.mail;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.carafe.core.Application;
import org.carafe.core.Verbs;
import org.carafe.core.config.CoreSettings;
import org.carafe.mail.control.MailTemplates;
import org.carafe.mail.control.Outbox;
import org.carafe.mail.entity.OutboxMessage;

/**
 * Sends mail.
 *
 * <pre>{@code
 * @Inject Mailer mailer;
 *
 * mailer.send(
 *     new Recipient(address, name, locale, zone),
 *     "auth.confirm",
 *     Map.of("url", link, "expires", expires));
 * }</pre>
 *
 * <p>The template is {@code org/carafe/auth/mail/confirm.peb}, its texts are the messages {@code
 * auth.mail.confirm.…}, of which {@code subject} is required. The mail becomes part of the caller's
 * transaction: it is sent after the commit, at least once, and never if the transaction is rolled
 * back.
 */
@Verbs
public class Mailer {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Outbox outbox;
  @Inject MailPreferences preferences;
  @Inject Clock clock;

  private MailTemplates templates;
  private String idDomain;

  @SuppressWarnings("NullAway.Init") // prepare() follows
  public Mailer() {}

  @PostConstruct
  void prepare() {
    Application application = Application.current();
    URI baseUrl = application.configuration().get(CoreSettings.BASE_URL);
    templates =
        new MailTemplates(
            application.messages(),
            new MailTemplates.Site(
                application.configuration().get(CoreSettings.APP_NAME), baseUrl));
    idDomain = baseUrl.getHost();
  }

  /**
   * Sends a mail that may hold a token or a code: once it is delivered its body is forgotten.
   *
   * @param template the module and the name, such as {@code auth.confirm}
   * @param data the template's variables; an {@link java.time.Instant} is told in the recipient's
   *     zone, a {@link java.time.Duration} in words
   * @throws IllegalArgumentException if there is no such template, or a text of it is missing
   */
  public MailReference send(Recipient recipient, String template, Map<String, ?> data) {
    return send(recipient, template, data, true);
  }

  /**
   * Sends a mail that somebody just asked for to show that an address is theirs; see {@link #send}.
   * It goes even where mail came back, more than an hour ago: how else could that be over? So does
   * the mail that is sent instead where the address is somebody else's, for the two must not
   * differ.
   */
  public MailReference sendConfirmation(Recipient recipient, String template, Map<String, ?> data) {
    return outbox.addConfirmation(mail(recipient, template, data, true));
  }

  /** Sends a mail whose body administrators may read afterwards; see {@link #send}. */
  public MailReference sendReadable(Recipient recipient, String template, Map<String, ?> data) {
    return send(recipient, template, data, false);
  }

  /** 128 random bits, in 22 characters that fit a URL. */
  private static String reference() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Sends a mail with enclosures, copies, or of a category that can be declined.
   *
   * @return nothing if the recipient has declined the category
   */
  public Optional<MailReference> send(
      Recipient recipient, String template, Map<String, ?> data, Envelope envelope) {
    String category = envelope.category();
    boolean optional = !category.equals(OutboxMessage.ACCOUNT);
    if (optional && !preferences.wants(recipient.address(), category)) {
      return Optional.empty();
    }
    String unsubscribeUrl = optional ? preferences.declineUrl(recipient.address(), category) : "";
    OutboxMessage mail =
        new OutboxMessage(
            "<" + UUID.randomUUID() + "@" + idDomain + ">",
            reference(),
            template,
            category,
            recipient,
            templates.render(template, recipient, data, unsubscribeUrl),
            !envelope.isReadable(),
            clock.instant());
    mail.addressAlso(envelope.copies(), envelope.blindCopies(), envelope.replyTo());
    mail.enclose(envelope.enclosures());
    if (optional) {
      mail.canBeDeclinedAt(unsubscribeUrl);
    }
    return Optional.of(outbox.add(mail));
  }

  private MailReference send(
      Recipient recipient, String template, Map<String, ?> data, boolean confidential) {
    return outbox.add(mail(recipient, template, data, confidential));
  }

  private OutboxMessage mail(
      Recipient recipient, String template, Map<String, ?> data, boolean confidential) {
    return new OutboxMessage(
        "<" + UUID.randomUUID() + "@" + idDomain + ">",
        reference(),
        template,
        OutboxMessage.ACCOUNT,
        recipient,
        templates.render(template, recipient, data),
        confidential,
        clock.instant());
  }
}
