package org.carafe.dev.boundary;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.carafe.core.web.Exchange;

/** Times as the developer's clock shows them. */
final class Moments {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM);

  private Moments() {}

  static String told(Instant instant) {
    return FORMAT
        .withLocale(Exchange.require().locale())
        .format(instant.atZone(ZoneId.systemDefault()));
  }
}
