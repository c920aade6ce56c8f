package org.carafe.mail;

/**
 * Event: a mail that the relay had taken, or a copy of it, came back.
 *
 * @param mail which
 * @param address where it, or the copy, went
 * @param reason what the report says
 */
public record MailBounced(MailReference mail, String address, String reason) {}
