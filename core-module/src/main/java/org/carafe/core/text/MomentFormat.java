package org.carafe.core.text;

import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Date and time as somebody reads them, on pages that may be narrow: “6:02” and “PM” stay on one
 * line.
 *
 * <pre>{@code
 * MomentFormat.of(Locale.ENGLISH, zone).format(instant); // Nov 21, 2026, 6:02 PM
 * }</pre>
 */
public final class MomentFormat {
  private static final Pattern HALF_OF_THE_DAY = Pattern.compile("[ \u202f]a\\b");

  private MomentFormat() {}

  /** To the minute. */
  public static DateTimeFormatter of(Locale locale, ZoneId zone) {
    return of(FormatStyle.SHORT, locale, zone);
  }

  /** To the second. */
  public static DateTimeFormatter withSeconds(Locale locale, ZoneId zone) {
    return of(FormatStyle.MEDIUM, locale, zone);
  }

  private static DateTimeFormatter of(FormatStyle time, Locale locale, ZoneId zone) {
    String usual =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.MEDIUM, time, IsoChronology.INSTANCE, locale);
    String joined = HALF_OF_THE_DAY.matcher(usual).replaceAll("\u00a0a");
    return DateTimeFormatter.ofPattern(joined, locale).withZone(zone);
  }
}
