package org.carafe.mail;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.core.signing.Signer;
import org.carafe.mail.DeliveryFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Hands mail to the relay of the settings {@code mail.smtp.*}. Connections are kept for a while, as
 * many as deliver at once.
 */
@ApplicationScoped
public class SmtpTransport implements MailTransport {

  private final Deque<RelayConnection> idle = new ConcurrentLinkedDeque<>();
  private final Supplier<Configuration> configuration;
  private final Function<String, Signer> signers;
  private volatile @Nullable Relay relay;

  public SmtpTransport() {
    this(
        () -> Application.current().configuration(),
        purpose -> Application.current().signer(purpose));
  }

  SmtpTransport(Supplier<Configuration> configuration, Function<String, Signer> signers) {
    this.configuration = configuration;
    this.signers = signers;
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String deliver(OutgoingMail mail) throws DeliveryFailure {
    if (MailAddress.parse(mail.address()).isEmpty()) {
      throw new DeliveryFailure(Kind.REFUSED, "501 The recipient is no address.", null);
    }
    if (mail.needsUtf8()) {
      return deliverInUtf8(mail);
    }
    RelayConnection kept = kept();
    if (kept != null) {
      Optional<String> answer = trySend(kept, mail);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return send(relay().connect(false), mail);
  }

  /** On a connection of its own: what it needs would change the mails behind it. */
  private String deliverInUtf8(OutgoingMail mail) throws DeliveryFailure {
    try (RelayConnection connection = relay().connect(true)) {
      if (!connection.offers("SMTPUTF8")) {
        throw new DeliveryFailure(
            Kind.REFUSED,
            "553 5.6.7 An address of the mail has letters beyond ASCII before the @, and the relay does not offer SMTPUTF8.",
            null);
      }
      return connection.send(mail);
    }
  }

  /** Empty when the relay had hung up before it was given anything: then it is called again. */
  private Optional<String> trySend(RelayConnection connection, OutgoingMail mail)
      throws DeliveryFailure {
    try {
      return Optional.of(send(connection, mail));
    } catch (DeliveryFailure failure) {
      if (failure.kind() == Kind.UNREACHABLE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private String send(RelayConnection connection, OutgoingMail mail) throws DeliveryFailure {
    boolean reusable = false;
    try {
      String answer = connection.send(mail);
      reusable = true;
      return answer;
    } catch (DeliveryFailure failure) {
      reusable = connection.isAlive(); // what was refused was one mail
      throw failure;
    } finally {
      if (reusable) {
        idle.addFirst(connection);
        sweep();
      } else {
        connection.close();
      }
    }
  }

  /** Those that fewer mails no longer need are the last ones. */
  private void sweep() {
    for (RelayConnection last = idle.peekLast();
        last != null && last.isForgotten() && idle.removeLastOccurrence(last);
        last = idle.peekLast()) {
      last.close();
    }
  }

  private @Nullable RelayConnection kept() {
    for (RelayConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (kept.isUsable()) {
        return kept;
      }
      kept.close();
    }
    return null;
  }

  private Relay relay() throws DeliveryFailure {
    Relay known = relay;
    if (known == null) {
      known = Relay.of(configuration.get(), signers);
      relay = known;
    }
    return known;
  }

  @PreDestroy
  void close() {
    for (RelayConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }
}
