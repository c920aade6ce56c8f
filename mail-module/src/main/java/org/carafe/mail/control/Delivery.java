package org.carafe.mail.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.carafe.mail.DeliveryFailure;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.mail.MailTransport;
import org.carafe.mail.entity.OutboxMessage;

/** Hands one mail to the transport. */
record Delivery(MailTransport transport, Backoff backoff, Outage outage, Clock clock) {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  /** How it ended. Whatever is thrown, it is this mail's trouble, and the others go on. */
  @SuppressWarnings("CatchingUnchecked")
  Settlement of(OutboxMessage mail) {
    Instant begun = clock.instant();
    try {
      String answer = transport.deliver(mail.outgoing());
      outage.ended();
      return Settlement.delivered(mail, begun, answer);
    } catch (DeliveryFailure failure) {
      if (failure.kind() == Kind.UNREACHABLE) {
        outage.begun(clock.instant(), mail.recipientDomain());
      }
      return failed(mail, begun, failure);
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "Mail " + mail.id() + " could not be handed over", e);
      Kind kind = mail.hasBody() ? Kind.DEFERRED : Kind.REFUSED;
      return failed(mail, begun, new DeliveryFailure(kind, e.toString(), e));
    }
  }

  private Settlement failed(OutboxMessage mail, Instant begun, DeliveryFailure failure) {
    Instant now = clock.instant();
    String answer = failure.answer();
    Optional<Instant> next =
        backoff.nextTry(mail.tries(), mail.triedSince(), now, ThreadLocalRandom.current());
    if (failure.kind() == Kind.REFUSED || next.isEmpty()) {
      LOG.log(Level.WARNING, "Mail " + mail.id() + " failed: " + Answers.codes(answer));
      Optional<String> unknown =
          failure.unknownMailbox().flatMap(mailbox -> mail.outgoing().addressOf(mailbox));
      return Settlement.failed(mail, begun, answer, unknown);
    }
    LOG.log(
        Level.INFO,
        "Mail " + mail.id() + " waits until " + next.get() + ": " + Answers.codes(answer));
    return Settlement.deferred(mail, begun, answer, next.get());
  }
}
