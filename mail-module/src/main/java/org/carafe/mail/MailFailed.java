package org.carafe.mail;

/**
 * A mail was refused for good, or was not taken for a whole day.
 *
 * @param mail which
 * @param template what it says
 * @param answer what the relay said last
 */
public record MailFailed(MailReference mail, String template, String answer) {}
