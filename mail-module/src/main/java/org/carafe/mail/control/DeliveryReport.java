package org.carafe.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a mail server reports about a mail it took (RFC 3464). Whom it was sent to is read first: no
 * more of it needs to be, if that is nobody.
 */
public final class DeliveryReport {

  /**
   * A recipient that was given up.
   *
   * @param addresses as the mail was sent there, and as the other side calls it; empty if unknown
   * @param unknownMailbox whether the other side says that there is no such mailbox
   * @param reason what the other side said
   */
  public record Failure(List<String> addresses, boolean unknownMailbox, String reason) {}

  private static final int MOST_PARTS_WITHIN_PARTS = 5;
  private static final int MOST_RECIPIENTS = 100;
  private static final int MAX_REASON = 500;

  /** Where mail servers write the envelope's recipient. */
  private static final List<String> RECIPIENTS =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");

  private final MessageText message;

  private DeliveryReport(MessageText message) {
    this.message = message;
  }

  /** The message, if its headers let it be a report. */
  public static Optional<DeliveryReport> of(byte[] message) {
    try {
      return Optional.of(MessageText.of(message))
          .filter(text -> text.is("multipart/*") || isStatus(text))
          .map(DeliveryReport::new);
    } catch (MessagingException damaged) {
      return Optional.empty();
    }
  }

  private static boolean isStatus(MessageText text) {
    return text.is("message/delivery-status") || text.is("message/global-delivery-status");
  }

  /** Every address that it may have been sent to, its return path among them. */
  public Stream<String> sentTo() {
    return RECIPIENTS.stream()
        .flatMap(name -> message.header(name).stream())
        .flatMap(DeliveryReport::addresses);
  }

  private static Stream<String> addresses(String header) {
    try {
      return Stream.of(InternetAddress.parse(header, false)).map(InternetAddress::getAddress);
    } catch (AddressException e) {
      return Stream.empty();
    }
  }

  /**
   * The recipients that were given up; none if the mail is only late, or arrived. Empty when it is
   * no report after all.
   */
  public Optional<List<Failure>> failures() {
    try {
      Optional<MessageText> status = status(message, 0);
      return status.isEmpty() ? Optional.empty() : Optional.of(failures(status.get()));
    } catch (MessagingException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<MessageText> status(MessageText text, int depth)
      throws MessagingException {
    if (isStatus(text)) {
      return Optional.of(text);
    }
    if (depth < MOST_PARTS_WITHIN_PARTS && text.is("multipart/*")) {
      for (MessageText part : text.parts()) {
        Optional<MessageText> found = status(part, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<Failure> failures(MessageText status) throws MessagingException {
    List<Failure> failures = new ArrayList<>();
    for (String block : blocks(new String(status.content(), ISO_8859_1))) {
      var fields = new InternetHeaders(new ByteArrayInputStream(block.getBytes(ISO_8859_1)), true);
      if (value(fields, "Action").toLowerCase(Locale.ROOT).startsWith("failed")) {
        failures.add(failure(fields));
      }
    }
    return failures;
  }

  /** What stands between blank lines: first about the whole report, then about each recipient. */
  private static List<String> blocks(String status) {
    List<String> blocks = new ArrayList<>();
    var block = new StringBuilder();
    for (String line : status.lines().toList()) {
      if (!line.isBlank()) {
        block.append(line).append("\r\n");
      } else if (!block.isEmpty()) {
        blocks.add(block.toString());
        block.setLength(0);
      }
      if (blocks.size() > MOST_RECIPIENTS) {
        return blocks;
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block.toString());
    }
    return blocks;
  }

  private static Failure failure(InternetHeaders recipient) {
    String status = value(recipient, "Status");
    String diagnosis =
        value(recipient, "Diagnostic-Code").replaceFirst("(?i)^\\s*smtp\\s*;\\s*", "");
    String reason = (status + " " + diagnosis).strip();
    return new Failure(
        Stream.of("Original-Recipient", "Final-Recipient")
            .map(name -> value(recipient, name))
            .map(typed -> typed.substring(typed.indexOf(';') + 1).strip())
            .filter(address -> !address.isEmpty())
            .toList(),
        MailboxStatus.isNone(status, diagnosis),
        reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON));
  }

  private static String value(InternetHeaders headers, String name) {
    String value = headers.getHeader(name, null);
    return value == null ? "" : Answers.clean(value);
  }
}
