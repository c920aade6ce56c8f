package org.carafe.mail;

/**
 * Which mail: what {@link Mailer} answers and its events tell.
 *
 * @param id of the row in the outbox
 */
public record MailReference(long id) {}
