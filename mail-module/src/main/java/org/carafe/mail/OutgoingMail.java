package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.mail.entity.MailEnclosure;
import org.jspecify.annotations.Nullable;

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
 * @param extras what it carries besides
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
    Instant createdAt,
    Extras extras) {

  /**
   * What most mail has nothing of.
   *
   * @param copies addresses that everybody sees
   * @param blindCopies addresses that nobody else sees
   * @param replyTo where answers go
   * @param unsubscribeUrl where its recipient declines more of the kind
   * @param enclosures files and pictures
   */
  public record Extras(
      List<String> copies,
      List<String> blindCopies,
      @Nullable String replyTo,
      @Nullable String unsubscribeUrl,
      List<MailEnclosure> enclosures) {

    /** None. */
    public static final Extras NONE = new Extras(List.of(), List.of(), null, null, List.of());
  }

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
    for (String copy : extras.copies()) {
      message.addRecipient(Message.RecipientType.CC, ascii(copy));
    }
    for (String copy : extras.blindCopies()) {
      message.addRecipient(Message.RecipientType.BCC, ascii(copy));
    }
    if (extras.replyTo() != null) {
      message.setReplyTo(new InternetAddress[] {ascii(extras.replyTo())});
    }
    if (extras.unsubscribeUrl() != null) {
      message.setHeader("List-Unsubscribe", "<" + extras.unsubscribeUrl() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
    }
    message.setContent(content());
    message.saveChanges();
    return message;
  }

  /** Whether an address of it needs a relay that offers SMTPUTF8, be it that of answers. */
  boolean needsUtf8() {
    return Stream.concat(recipients(), Stream.ofNullable(extras.replyTo()))
        .anyMatch(one -> MailAddress.parse(one).filter(MailAddress::needsUtf8).isPresent());
  }

  private Stream<String> recipients() {
    return Stream.of(List.of(address), extras.copies(), extras.blindCopies()).flatMap(List::stream);
  }

  /** The address of this mail, as it was typed, that SMTP knows in this form. */
  public Optional<String> addressOf(String ascii) {
    return recipients()
        .filter(
            one ->
                MailAddress.parse(one).filter(it -> it.ascii().equalsIgnoreCase(ascii)).isPresent())
        .findFirst();
  }

  /** RFC 2046: attachments beside the alternatives, pictures beside the HTML that shows them. */
  private MimeMultipart content() throws MessagingException {
    List<MailEnclosure> pictures =
        extras.enclosures().stream().filter(one -> one.contentId().isPresent()).toList();
    List<MailEnclosure> files =
        extras.enclosures().stream().filter(one -> one.contentId().isEmpty()).toList();
    MimeBodyPart page = part(html, "html");
    MimeMultipart texts =
        new MimeMultipart(
            "alternative", part(text, "plain"), pictures.isEmpty() ? page : with(page, pictures));
    if (files.isEmpty()) {
      return texts;
    }
    MimeMultipart all = new MimeMultipart("mixed", nested(texts));
    for (MailEnclosure file : files) {
      all.addBodyPart(part(file));
    }
    return all;
  }

  private static MimeBodyPart with(MimeBodyPart page, List<MailEnclosure> pictures)
      throws MessagingException {
    MimeMultipart related = new MimeMultipart("related", page);
    for (MailEnclosure picture : pictures) {
      related.addBodyPart(part(picture));
    }
    return nested(related);
  }

  private static MimeBodyPart nested(MimeMultipart parts) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setContent(parts);
    return part;
  }

  private static MimeBodyPart part(MailEnclosure enclosure) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(enclosure.content(), enclosure.type())));
    part.setHeader("Content-Transfer-Encoding", "base64");
    if (enclosure.contentId().isPresent()) {
      part.setContentID("<" + enclosure.contentId().orElseThrow() + ">");
      part.setDisposition(Part.INLINE);
    } else {
      part.setDisposition(Part.ATTACHMENT);
    }
    try {
      part.setFileName(MimeUtility.encodeText(enclosure.name(), UTF_8.name(), "B"));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Java always has UTF-8.", e);
    }
    return part;
  }

  private static InternetAddress ascii(String address) throws MessagingException {
    return new InternetAddress(
        MailAddress.parse(address)
            .map(MailAddress::ascii)
            .orElseThrow(() -> new MessagingException("501 A recipient is no address.")),
        true);
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
