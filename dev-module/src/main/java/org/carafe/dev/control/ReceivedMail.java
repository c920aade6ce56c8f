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
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
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
