package org.carafe.mail;

/**
 * A mail as its recipient would see it.
 *
 * @param template the module and the name
 * @param subject one line
 * @param html a whole document
 * @param text the same as plain text
 */
public record MailPreview(String template, String subject, String html, String text) {}
