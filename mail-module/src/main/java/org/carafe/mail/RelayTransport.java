package org.carafe.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Knows how far a mail has come: until the relay was told of a recipient, a failure is the relay's,
 * afterwards it is the mail's own.
 */
final class RelayTransport extends SMTPTransport {
  private boolean greeting;

  RelayTransport(Session session) {
    super(session, new URLName("smtp", null, -1, null, null, null));
  }

  /** Another mail follows. */
  void begin() {
    greeting = false;
  }

  /** Whether the relay was told nothing yet but who sends (MAIL). */
  boolean isGreeting() {
    return greeting;
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
