package org.carafe.core.text;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value the way somebody reads it.
 *
 * <pre>{@code
 * new ShownValue(messages, Locale.GERMAN, ZoneId.of("Europe/Berlin")).of(instant);  // 21.11.2026, 16:05
 * }</pre>
 */
public final class ShownValue {
  private final Messages messages;
  private final Locale locale;
  private final ZoneId zone;

  /** For somebody who reads this language and lives in this zone. */
  public ShownValue(Messages messages, Locale locale, ZoneId zone) {
    this.messages = messages;
    this.locale = locale;
    this.zone = zone;
  }

  /**
   * A date, a moment, a number or a yes or no; everything else as it is, and nothing for nothing.
   */
  public String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof LocalDate date) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
    }
    if (value instanceof Instant moment) {
      return MomentFormat.of(locale, zone).format(moment);
    }
    if (value instanceof Boolean truth) {
      return messages.text(locale, truth ? "core.yes" : "core.no");
    }
    return value instanceof Number number ? number(number) : value.toString();
  }

  /** A decimal keeps its places: 12.50 is a price. */
  private String number(Number number) {
    NumberFormat format = NumberFormat.getInstance(locale);
    if (number instanceof BigDecimal decimal) {
      format.setMinimumFractionDigits(Math.max(0, decimal.scale()));
      format.setMaximumFractionDigits(Math.max(0, decimal.scale()));
    }
    return format.format(number);
  }
}
