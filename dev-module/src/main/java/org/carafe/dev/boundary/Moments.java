package org.carafe.dev.boundary;

import java.time.Instant;
import java.time.ZoneId;
import org.carafe.core.text.MomentFormat;
import org.carafe.core.web.Exchange;

/** Times as the developer's clock shows them. */
final class Moments {

  private Moments() {}

  static String told(Instant instant) {
    return MomentFormat.withSeconds(Exchange.require().locale(), ZoneId.systemDefault())
        .format(instant);
  }
}
