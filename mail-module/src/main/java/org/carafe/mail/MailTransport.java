package org.carafe.mail;

/**
 * Takes mail from the outbox. A CDI bean; the setting {@code mail.transport} chooses one by its
 * name.
 */
public interface MailTransport {

  /** What the setting calls it, such as {@code smtp}. */
  String name();

  /**
   * Hands the mail on; it returns once the mail is somebody else's responsibility.
   *
   * @return what the other side said, for an administrator
   * @throws DeliveryFailure if it was not taken
   */
  String deliver(OutgoingMail mail) throws DeliveryFailure;
}
