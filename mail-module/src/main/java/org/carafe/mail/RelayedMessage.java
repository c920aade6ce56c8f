package org.carafe.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/** A message whose Message-ID is given. */
final class RelayedMessage extends SMTPMessage {

  private final String messageId;

  RelayedMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /** The same with a signature, made from a copy. */
  SMTPMessage signed(DkimSigner signer) throws MessagingException {
    return new DkimMessage(this, signer);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
