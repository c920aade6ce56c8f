package org.carafe.mail.control;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a mail server reports about a mail it took (RFC 3464).
 *
 * @param sentTo every address that the report may have been sent to, its return path among them
 * @param failures the recipients that were given up; none if the mail is only late, or arrived
 */
public record DeliveryReport(List<String> sentTo, List<Failure> failures) {

  /**
   * A recipient that was given up.
   *
   * @param addresses as the mail was sent there, and as the other side calls it; empty if unknown
   * @param permanent whether it will not be different next time (RFC 3463, class 5)
   * @param reason what the other side said
   */
  public record Failure(List<String> addresses, boolean permanent, String reason) {}

  private static final int MOST_PARTS_WITHIN_PARTS = 5;
  private static final int MAX_REASON = 500;

  /** Where mail servers write the envelope's recipient. */
  private static final List<String> RECIPIENTS =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");

  /** The report in this message; empty when it is none. */
  public static Optional<DeliveryReport> parse(byte[] message) {
    try {
      var mime =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
      Optional<Part> status = status(mime, 0);
      return status.isEmpty() ? Optional.empty() : Optional.of(report(mime, status.get()));
    } catch (MessagingException | IOException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Part> status(Part part, int depth)
      throws MessagingException, IOException {
    if (part.isMimeType("message/delivery-status")
        || part.isMimeType("message/global-delivery-status")) {
      return Optional.of(part);
    }
    if (depth < MOST_PARTS_WITHIN_PARTS
        && part.isMimeType("multipart/*")
        && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        Optional<Part> found = status(inner, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static DeliveryReport report(MimeMessage message, Part status)
      throws MessagingException, IOException {
    List<InternetHeaders> recipients = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(status.getInputStream().readAllBytes())) {
      new InternetHeaders(in); // about the whole report
      while (in.available() > 0) {
        recipients.add(new InternetHeaders(in));
      }
    }
    List<Failure> failures =
        recipients.stream()
            .filter(one -> value(one, "Action").toLowerCase(Locale.ROOT).startsWith("failed"))
            .map(DeliveryReport::failure)
            .toList();
    return new DeliveryReport(sentTo(message), failures);
  }

  private static Failure failure(InternetHeaders recipient) {
    String status = value(recipient, "Status");
    String reason = (status + " " + diagnosis(recipient)).strip();
    return new Failure(
        Stream.of("Original-Recipient", "Final-Recipient")
            .map(name -> value(recipient, name))
            .map(typed -> typed.substring(typed.indexOf(';') + 1).strip())
            .filter(address -> !address.isEmpty())
            .toList(),
        status.startsWith("5"),
        reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON));
  }

  private static String diagnosis(InternetHeaders recipient) {
    return value(recipient, "Diagnostic-Code").replaceFirst("(?i)^\\s*smtp\\s*;\\s*", "");
  }

  private static String value(InternetHeaders headers, String name) {
    String value = headers.getHeader(name, null);
    return value == null ? "" : value.replaceAll("[\\p{Cc}\\s]+", " ").strip();
  }

  private static List<String> sentTo(MimeMessage message) throws MessagingException {
    List<String> addresses = new ArrayList<>();
    for (String name : RECIPIENTS) {
      String[] values = message.getHeader(name);
      Stream.of(values == null ? new String[0] : values)
          .forEach(value -> addresses.addAll(addresses(value)));
    }
    return List.copyOf(addresses);
  }

  private static List<String> addresses(String header) {
    try {
      return Stream.of(InternetAddress.parse(header, false))
          .map(InternetAddress::getAddress)
          .toList();
    } catch (AddressException e) {
      return List.of();
    }
  }
}
