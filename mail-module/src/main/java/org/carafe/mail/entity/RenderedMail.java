package org.carafe.mail.entity;

/**
 * A mail's texts, ready to be sent.
 *
 * @param subject one line
 * @param html a whole document
 * @param text the same as plain text
 */
public record RenderedMail(String subject, String html, String text) {

  /** Only the lengths: a body may hold a token. */
  @Override
  public String toString() {
    return "RenderedMail[html " + html.length() + ", text " + text.length() + " characters]";
  }
}
