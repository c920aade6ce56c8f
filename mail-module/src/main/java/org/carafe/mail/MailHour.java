package org.carafe.mail;

import java.time.Instant;

/**
 * What happened to mail within one hour.
 *
 * @param start of the hour, in UTC
 * @param queued how many were written
 * @param delivered how many the relay took
 * @param failed how many ended without: failed, bounced or suppressed
 */
public record MailHour(Instant start, long queued, long delivered, long failed) {}
