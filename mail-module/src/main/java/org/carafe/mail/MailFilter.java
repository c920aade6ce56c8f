package org.carafe.mail;

import org.jspecify.annotations.Nullable;

/**
 * Which mails of the outbox, newest first.
 *
 * @param state only those; null for all
 * @param search the beginning of an address, {@code @example.org} for a domain, or a Message-ID in
 *     angle brackets; empty for all
 * @param before only mails with a smaller id: the last of the page before; null for the first page
 * @param limit how many at most, up to 500
 */
public record MailFilter(
    @Nullable MailState state, String search, @Nullable Long before, int limit) {

  /** The most that one page has. */
  public static final int MOST = 500;

  /** Refuses, with {@link IllegalArgumentException}, a limit that is none. */
  public MailFilter {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("A page has 1 to " + MOST + " mails, not " + limit + ".");
    }
    search = search.strip();
  }
}
