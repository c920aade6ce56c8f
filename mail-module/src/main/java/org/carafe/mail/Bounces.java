package org.carafe.mail;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.Verbs;
import org.carafe.core.config.Configuration;
import org.carafe.core.event.Events;
import org.carafe.mail.control.DeliveryReport;
import org.carafe.mail.control.DeliveryReport.Failure;
import org.carafe.mail.control.Undeliverable;
import org.carafe.mail.entity.OutboxMessage;

/** Takes reports about mail that came back. */
@Verbs
public class Bounces {
  @Inject EntityManager entities;
  @Inject Undeliverable undeliverable;
  @Inject Events events;
  @Inject Clock clock;

  /**
   * Takes a report in, once: marks the mail as bounced, and its address as undeliverable if the
   * other side says that there is no such mailbox. Where only a copy came back, that address alone
   * is marked; where there are copies and the report is about somebody else, nobody's. That a mail
   * is late, or has arrived, changes nothing.
   *
   * @param report the whole message, as of RFC 5322
   * @throws UnknownReport when it is no delivery status notification, or about no mail of ours
   */
  public void report(byte[] report) throws UnknownReport {
    DeliveryReport unread = DeliveryReport.of(report).orElseThrow(Bounces::noReport);
    Instant now = clock.instant();
    long id =
        mail(unread, now)
            .orElseThrow(
                () ->
                    new UnknownReport(
                        "The report was sent to no return path of ours. Keep the Delivered-To header and the case of the letters."));
    List<Failure> failures = unread.failures().orElseThrow(Bounces::noReport);
    OutboxMessage mail = entities.find(OutboxMessage.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (mail != null) {
      failures.forEach(failure -> take(mail, failure, now));
    }
  }

  private static UnknownReport noReport() {
    return new UnknownReport(
        "This is no delivery status notification (RFC 3464). Hand in the whole message as it came.");
  }

  private static Optional<Long> mail(DeliveryReport report, Instant now) {
    Application application = Application.current();
    Configuration configuration = application.configuration();
    return configuration
        .find(MailSettings.BOUNCE_ADDRESS)
        .map(address -> new ReturnPaths(address, application.signer(ReturnPaths.PURPOSE)))
        .flatMap(
            paths ->
                report.sentTo().flatMap(address -> paths.mail(address, now).stream()).findFirst());
  }

  private void take(OutboxMessage mail, Failure failure, Instant now) {
    Optional<String> copy = mail.copyAmong(failure.addresses());
    if (copy.isPresent()) {
      if (failure.unknownMailbox() && undeliverable.mark(copy.get(), failure.reason())) {
        events.publish(new MailBounced(mail.reference(), copy.get(), failure.reason()));
      }
    } else if (mail.state() != MailState.BOUNCED && mail.isMeantBy(failure.addresses())) {
      mail.bounce(failure.reason(), now);
      if (failure.unknownMailbox()) {
        undeliverable.mark(mail.recipientAddress(), failure.reason());
      }
      events.publish(new MailBounced(mail.reference(), mail.recipientAddress(), failure.reason()));
    }
  }
}
