package org.carafe.testing;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A received message: the decoded parts a test asks for, and the message itself. */
public record Mail(
    String from, List<String> to, String subject, String text, String html, MimeMessage message) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+");

  static Mail of(MimeMessage message) {
    try {
      return new Mail(
          addresses(message.getFrom()).stream().findFirst().orElse(""),
          addresses(message.getAllRecipients()),
          Optional.ofNullable(message.getSubject()).orElse(""),
          body(message, "text/plain"),
          body(message, "text/html"),
          message);
    } catch (MessagingException | IOException e) {
      throw new IllegalArgumentException("The message cannot be read: " + e.getMessage(), e);
    }
  }

  /** The first address in the text that contains this part: {@code mail.link("/confirm/")}. */
  public String link(String part) {
    return LINK.matcher(text.isEmpty() ? html : text)
        .results()
        .map(result -> result.group())
        .filter(link -> link.contains(part))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "The mail \"%s\" has no link with %s:%n%s".formatted(subject, part, text)));
  }

  private static List<String> addresses(Address[] addresses) {
    return addresses == null
        ? List.of()
        : Stream.of(addresses)
            .map(
                address ->
                    address instanceof jakarta.mail.internet.InternetAddress internet
                        ? internet.getAddress()
                        : address.toString())
            .toList();
  }

  private static String body(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        var found = body(inner, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
