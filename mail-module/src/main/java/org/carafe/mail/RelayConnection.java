package org.carafe.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.carafe.mail.DeliveryFailure.Kind;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/** An open connection and how much it was used; used by one thread at a time. */
final class RelayConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RelayConnection.class.getName());

  private static final Duration KEPT = Duration.ofSeconds(20);
  private static final Duration SURELY_OPEN = Duration.ofMillis(250);
  private static final int MAILS = 100;

  private final Relay relay;
  private final Session session;
  private final RelayTransport transport;
  private final @Nullable DkimSigner signer;
  private int mails;
  private volatile long lastUsed = System.nanoTime();

  RelayConnection(Relay relay, Session session, RelayTransport transport) {
    this.relay = relay;
    this.session = session;
    this.transport = transport;
    this.signer = relay.dkim().map(Dkim::signer).orElse(null);
  }

  /** Whether the next mail may go here: the relay is asked, if it may have hung up meanwhile. */
  boolean isUsable() {
    long idle = System.nanoTime() - lastUsed;
    return mails < MAILS && idle < KEPT.toNanos() && (idle < SURELY_OPEN.toNanos() || isAlive());
  }

  /** Whether it was not used for so long that it is closed. */
  boolean isForgotten() {
    return System.nanoTime() - lastUsed >= KEPT.toNanos();
  }

  /** Asks the relay (NOOP). */
  boolean isAlive() {
    return transport.isConnected();
  }

  boolean isEncrypted() {
    return transport.isSSL();
  }

  boolean offers(String extension) {
    return transport.supportsExtension(extension);
  }

  /**
   * Answers what the relay said. A mail before this one that was refused leaves no trace (RSET).
   */
  String send(OutgoingMail mail) throws DeliveryFailure {
    transport.begin();
    try {
      RelayedMessage message = (RelayedMessage) mail.toMimeMessage(session, relay.from());
      MimeMessage signed = signed(message, mail);
      mails++;
      transport.sendMessage(signed, message.getAllRecipients());
      return answer(transport.getLastServerResponse());
    } catch (MessagingException e) {
      throw DeliveryFailure.of(e, transport.isGreeting() ? Kind.UNREACHABLE : Kind.DEFERRED);
    } finally {
      lastUsed = System.nanoTime();
    }
  }

  private SMTPMessage signed(RelayedMessage message, OutgoingMail mail) throws MessagingException {
    SMTPMessage signed = signer == null ? message : message.signed(signer);
    relay
        .returnPaths()
        .ifPresent(paths -> signed.setEnvelopeFrom(paths.of(mail.id(), mail.createdAt())));
    return signed;
  }

  private static String answer(@Nullable String last) {
    return last == null || last.isBlank() ? "250" : last.strip();
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(Level.DEBUG, "A connection to the relay did not close in order.", e);
    }
  }
}
