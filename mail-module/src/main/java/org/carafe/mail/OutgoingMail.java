package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/**
 * A mail as a {@link MailTransport} takes it.
 *
 * @param id of the row in the outbox
 * @param messageId the same on every try, so that a mail that arrives twice can be told
 * @param address where it goes
 * @param name whom it goes to; empty if unknown
 * @param locale its language
 * @param subject one line
 * @param html the body for most
 * @param text the body for the others
 * @param createdAt when it was written
 */
public record OutgoingMail(
    long id,
    String messageId,
    String address,
    String name,
    Locale locale,
    String subject,
    String html,
    String text,
    Instant createdAt) {

  /**
   * The message of RFC 5322: {@code multipart/alternative}, text before HTML.
   *
   * @param from who it comes from, as of the setting {@code mail.from}
   */
  public MimeMessage toMimeMessage(Session session, String from) throws MessagingException {
    MimeMessage message = new RelayedMessage(session, messageId);
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, recipient());
    message.setSubject(subject, UTF_8.name());
    message.setSentDate(Date.from(createdAt));
    message.setHeader("Content-Language", locale.toLanguageTag());
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no vacation replies
    message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
    message.saveChanges();
    return message;
  }

  private InternetAddress recipient() throws MessagingException {
    String ascii =
        MailAddress.parse(address)
            .map(MailAddress::ascii)
            .orElseThrow(() -> new MessagingException("501 The recipient is no address."));
    try {
      return name.isEmpty()
          ? new InternetAddress(ascii, true)
          : new InternetAddress(ascii, name, UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Java always has UTF-8.", e);
    }
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8.name(), subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** Without the bodies, which may hold a token. */
  @Override
  public String toString() {
    return "OutgoingMail[" + messageId + "]";
  }
}
