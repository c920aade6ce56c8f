package org.carafe.mail;

/**
 * The relay took a mail.
 *
 * @param mail which
 * @param template what it says
 * @param tries how often delivery was begun
 */
public record MailDelivered(MailReference mail, String template, int tries) {}
