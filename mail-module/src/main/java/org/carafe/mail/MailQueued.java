package org.carafe.mail;

/**
 * A mail is in the outbox; its transaction is committed.
 *
 * @param mail which
 * @param template what it says
 */
public record MailQueued(MailReference mail, String template) {}
