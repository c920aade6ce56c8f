package org.carafe.mail.boundary;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.carafe.mail.MailHour;

/** An hour of the chart, and of the table that is the chart for those who do not see it. */
public final class HourLine {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  private final MailHour hour;
  private final ZoneId zone;

  HourLine(MailHour hour, ZoneId zone) {
    this.hour = hour;
    this.zone = zone;
  }

  public String getStart() {
    return HOUR.format(hour.start().atZone(zone));
  }

  public long getQueued() {
    return hour.queued();
  }

  public long getDelivered() {
    return hour.delivered();
  }

  public long getFailed() {
    return hour.failed();
  }
}
