package org.carafe.mail;

/**
 * Which mail: what {@link Mailer} answers and its events tell.
 *
 * @param id of the row in the outbox; it can be guessed, so it is for administrators alone
 * @param token random and public: who has it may ask {@link Mails#state} how far the mail is
 */
public record MailReference(long id, String token) {}
