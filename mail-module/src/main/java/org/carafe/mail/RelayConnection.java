package org.carafe.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.carafe.mail.DeliveryFailure.Kind;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
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
      return send(signed, message.getAllRecipients());
    } catch (MessagingException e) {
      throw DeliveryFailure.of(e, transport.isGreeting() ? Kind.UNREACHABLE : Kind.DEFERRED);
    } finally {
      lastUsed = System.nanoTime();
    }
  }

  /** A copy that is refused for good does not keep the mail from whom it is for. */
  private String send(MimeMessage message, Address[] recipients) throws MessagingException {
    try {
      transport.sendMessage(message, recipients);
      return answer(transport.getLastServerResponse());
    } catch (SendFailedException failure) {
      Map<Address, String> refused = refusedCopies(failure, message);
      Address[] others =
          Stream.of(recipients).filter(one -> !refused.containsKey(one)).toArray(Address[]::new);
      if (others.length == 0 || others.length == recipients.length) {
        throw failure;
      }
      transport.sendMessage(message, others);
      return "%s (without a copy: %s)"
          .formatted(answer(transport.getLastServerResponse()), String.join(" ", refused.values()));
    }
  }

  /** With the relay's answers; empty where somebody else was refused too, or only for now. */
  private static Map<Address, String> refusedCopies(SendFailedException failure, Message message)
      throws MessagingException {
    var refused = new LinkedHashMap<Address, String>();
    Address addressee = message.getRecipients(Message.RecipientType.TO)[0];
    for (Exception e = failure; e instanceof MessagingException one; e = one.getNextException()) {
      if (e instanceof SMTPAddressFailedException copy) {
        if (copy.getReturnCode() < 500 || copy.getAddress().equals(addressee)) {
          return Map.of();
        }
        refused.put(copy.getAddress(), String.valueOf(copy.getMessage()).strip());
      }
    }
    return refused;
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
