package org.carafe.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Knows how far a mail has come: until the relay was told of a recipient, a failure is the relay's,
 * afterwards it is the mail's own.
 */
final class RelayTransport extends SMTPTransport {
  private final boolean utf8;
  private final RelaySockets sockets;
  private final Duration stored;
  private boolean greeting;

  /**
   * A transport that is not connected yet.
   *
   * @param utf8 whether addresses may have letters beyond ASCII
   * @param sockets what it connects by
   * @param stored how long the relay may take to store a mail
   */
  RelayTransport(Session session, boolean utf8, RelaySockets sockets, Duration stored) {
    super(session, new URLName("smtp", null, -1, null, null, null));
    this.utf8 = utf8;
    this.sockets = sockets;
    this.stored = stored;
  }

  /** Another mail follows. */
  void begin() {
    greeting = false;
  }

  /** Whether the relay was told nothing yet but who sends (MAIL). */
  boolean isGreeting() {
    return greeting;
  }

  /**
   * Sends only what SMTP can say (RFC 5321, 4.1.2): the library cuts other letters to their last
   * eight bits, and what is left may be another mailbox, or a parameter.
   */
  @Override
  public synchronized void sendMessage(Message message, Address[] recipients)
      throws MessagingException {
    String sender = message instanceof SMTPMessage mail ? mail.getEnvelopeFrom() : null;
    Stream<String> senders =
        sender == null
            ? Stream.ofNullable(message.getFrom()).flatMap(Arrays::stream).map(RelayTransport::path)
            : Stream.of(sender);
    if (!Stream.concat(senders, Stream.of(recipients).map(RelayTransport::path))
        .allMatch(this::canBeSaid)) {
      throw new MessagingException(
          "553 5.6.7 An address of the mail has letters that SMTP does not take here.");
    }
    super.sendMessage(message, recipients);
  }

  private static String path(Address address) {
    return address instanceof InternetAddress internet
        ? String.valueOf(internet.getAddress())
        : address.toString();
  }

  private boolean canBeSaid(String path) {
    return path.chars().allMatch(c -> (c > ' ' && c < 0x7F) || (utf8 && c > 0x9F));
  }

  /** All was said but the end, and the answer means that the mail is the relay's. */
  @Override
  protected void finishData() throws IOException, MessagingException {
    Duration usual = sockets.patience();
    sockets.patience(stored);
    try {
      super.finishData();
    } finally {
      sockets.patience(usual);
    }
  }

  @Override
  protected void mailFrom() throws MessagingException {
    greeting = true;
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    greeting = false;
    super.rcptTo();
  }
}
