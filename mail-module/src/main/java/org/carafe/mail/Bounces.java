package org.carafe.mail;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.Verbs;
import org.carafe.core.config.Configuration;
import org.carafe.core.event.Events;
import org.carafe.mail.control.DeliveryReport;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.mail.entity.UndeliverableAddress;

/** Takes reports about mail that came back. */
@Verbs
public class Bounces {
  @Inject EntityManager entities;
  @Inject Events events;
  @Inject Clock clock;

  /**
   * Takes a report in, once: marks the mail as bounced, and its address as undeliverable if the
   * other side says that this will last. That a mail is late, or has arrived, changes nothing.
   *
   * @param report the whole message, as of RFC 5322
   * @throws UnknownReport when it is no delivery status notification, or about no mail of ours
   */
  public void report(byte[] report) throws UnknownReport {
    DeliveryReport parsed =
        DeliveryReport.parse(report)
            .orElseThrow(
                () ->
                    new UnknownReport(
                        "This is no delivery status notification (RFC 3464). Hand in the whole message as it came."));
    Instant now = clock.instant();
    long id =
        mail(parsed, now)
            .orElseThrow(
                () ->
                    new UnknownReport(
                        "The report was sent to no return path of ours. Keep the Delivered-To header and the case of the letters."));
    OutboxMessage mail = entities.find(OutboxMessage.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (mail != null && parsed.failed() && mail.state() != MailState.BOUNCED) {
      bounce(mail, parsed, now);
    }
  }

  private static Optional<Long> mail(DeliveryReport report, Instant now) {
    Application application = Application.current();
    Configuration configuration = application.configuration();
    return configuration
        .find(MailSettings.BOUNCE_ADDRESS)
        .map(address -> new ReturnPaths(address, application.signer(ReturnPaths.PURPOSE)))
        .flatMap(
            paths ->
                report.sentTo().stream()
                    .flatMap(address -> paths.mail(address, now).stream())
                    .findFirst());
  }

  private void bounce(OutboxMessage mail, DeliveryReport report, Instant now) {
    mail.bounce(report.reason(), now);
    if (report.permanent()
        && entities.find(UndeliverableAddress.class, mail.recipientKey()) == null) {
      entities.persist(new UndeliverableAddress(mail.recipientAddress(), now, report.reason()));
    }
    events.publish(new MailBounced(mail.reference(), mail.recipientAddress(), report.reason()));
  }
}
