package org.carafe.users;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A person as other modules know one.
 *
 * @param id the number, stable for ever
 * @param name the username
 * @param locale the language the person chose
 * @param zone the time zone the person chose
 * @param enabled whether the account may be used
 * @param since when the account came to be
 */
public record Person(
    long id, String name, Locale locale, ZoneId zone, boolean enabled, Instant since) {}
