package org.carafe.dev.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.carafe.mail.InlinePictures;
import org.jspecify.annotations.Nullable;

/** A mail of the inbox, read from its source. */
public final class ReceivedMail {

  private final String id;
  private final Instant writtenAt;
  private final byte[] source;
  private final MimeMessage message;

  ReceivedMail(String id, Instant writtenAt, byte[] source) throws MessagingException {
    this.id = id;
    this.writtenAt = writtenAt;
    this.source = source.clone();
    this.message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(this.source));
  }

  /** The name of its file, without the extension. */
  public String id() {
    return id;
  }

  public Instant writtenAt() {
    return writtenAt;
  }

  /** Whom it went to, names and addresses. */
  public String to() throws MessagingException {
    return people(message.getRecipients(Message.RecipientType.TO));
  }

  public String from() throws MessagingException {
    return people(message.getFrom());
  }

  /** Who gets a copy; empty if nobody does. */
  public String copies() throws MessagingException {
    return people(message.getRecipients(Message.RecipientType.CC));
  }

  public String subject() throws MessagingException {
    String subject = message.getSubject();
    return subject == null ? "" : subject;
  }

  /** The HTML part; empty if there is none. */
  public String html() throws MessagingException, IOException {
    return body(message, "text/html");
  }

  /** The text part; empty if there is none. */
  public String text() throws MessagingException, IOException {
    return body(message, "text/plain");
  }

  /** Whether this is in its subject, its people or its text, whatever the case. */
  public boolean has(String search) throws MessagingException, IOException {
    String sought = search.strip().toLowerCase(Locale.ROOT);
    if (sought.isEmpty()) {
      return true;
    }
    return (subject() + "\n" + to() + "\n" + from() + "\n" + copies() + "\n" + text())
        .toLowerCase(Locale.ROOT)
        .contains(sought);
  }

  /** The HTML part with the pictures it refers to in it, so that it can be shown on its own. */
  public String htmlWithPictures() throws MessagingException, IOException {
    List<Enclosed> pictures =
        enclosed().stream().filter(one -> one.type().startsWith("image/")).toList();
    return InlinePictures.shown(
        html(),
        id ->
            pictures.stream()
                .filter(one -> one.contentId().equals(id))
                .findFirst()
                .map(one -> InlinePictures.data(one.type(), one.bytes())));
  }

  /** What is attached, pictures of the HTML part left out. */
  public List<Enclosed> attachments() throws MessagingException, IOException {
    return enclosed().stream().filter(part -> part.contentId().isEmpty()).toList();
  }

  private List<Enclosed> enclosed() throws MessagingException, IOException {
    List<Enclosed> found = new ArrayList<>();
    collect(message, found);
    return found;
  }

  private static void collect(Part part, List<Enclosed> into)
      throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        collect(parts.getBodyPart(i), into);
      }
    } else if (part instanceof MimeBodyPart body && part.getDisposition() != null) {
      String name = part.getFileName() == null ? "" : MimeUtility.decodeText(part.getFileName());
      String id = body.getContentID() == null ? "" : body.getContentID().replaceAll("[<>]", "");
      into.add(
          new Enclosed(
              name,
              new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT),
              id,
              part.getInputStream().readAllBytes()));
    }
  }

  /** Every header, as it stands. */
  public List<Header> headers() throws MessagingException {
    return Collections.list(message.getAllHeaders());
  }

  /** The whole message as it would travel. */
  public String source() {
    return new String(source, UTF_8);
  }

  private static String people(Address @Nullable [] addresses) {
    return addresses == null
        ? ""
        : Arrays.stream(addresses).map(ReceivedMail::person).collect(Collectors.joining(", "));
  }

  private static String person(Address address) {
    if (address instanceof InternetAddress internet && internet.getPersonal() != null) {
      return internet.getPersonal() + " <" + internet.getAddress() + ">";
    }
    return address.toString();
  }

  private static String body(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        String found = body(inner, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
