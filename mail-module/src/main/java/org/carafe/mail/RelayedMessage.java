package org.carafe.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/** A message whose Message-ID is given, and that knows whether any of it left us. */
final class RelayedMessage extends SMTPMessage {

  /** The same with a signature, made from a copy. */
  private final class Signed extends DkimMessage {
    Signed(DkimSigner signer) throws MessagingException {
      super(RelayedMessage.this, signer);
      begun = false;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      begin();
      super.writeTo(out, ignored);
    }
  }

  private final String messageId;
  private volatile boolean begun;

  RelayedMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  SMTPMessage signed(DkimSigner signer) throws MessagingException {
    return new Signed(signer);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    begin();
    super.writeTo(out, ignored);
  }

  void begin() {
    begun = true;
  }

  /** Whether the relay may have it. */
  boolean isBegun() {
    return begun;
  }
}
