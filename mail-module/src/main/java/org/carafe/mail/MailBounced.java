package org.carafe.mail;

/**
 * Event: a mail that the relay had taken came back; its address is marked as undeliverable.
 *
 * @param mail which
 * @param address where it went
 * @param reason what the report says
 */
public record MailBounced(MailReference mail, String address, String reason) {}
