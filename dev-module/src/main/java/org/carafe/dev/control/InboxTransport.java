package org.carafe.dev.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;
import org.carafe.core.Application;
import org.carafe.core.config.Configuration;
import org.carafe.mail.DeliveryFailure;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.mail.MailSettings;
import org.carafe.mail.MailTransport;
import org.carafe.mail.OutgoingMail;
import org.carafe.mail.SmtpTransport;

/**
 * Keeps mail in the development inbox. A relay on this very machine gets it as well, and no other:
 * settings copied from production mail nobody.
 */
@ApplicationScoped
public class InboxTransport implements MailTransport {

  @Inject InboxFolder inbox;
  @Inject SmtpTransport smtp;

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public String deliver(OutgoingMail mail) throws DeliveryFailure {
    Configuration configuration = Application.current().configuration();
    try {
      MimeMessage message =
          mail.toMimeMessage(
              Session.getInstance(new Properties()), configuration.get(MailSettings.FROM));
      inbox.keep(mail.createdAt(), mail.messageId(), message::writeTo);
    } catch (MessagingException | IOException e) {
      throw new DeliveryFailure(Kind.DEFERRED, "The inbox cannot keep the mail: " + e, e);
    }
    if (MailSettings.goesToRelay(configuration)) {
      return smtp.deliver(mail);
    }
    return "Kept in the development inbox.";
  }
}
