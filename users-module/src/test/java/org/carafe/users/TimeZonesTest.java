package org.carafe.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeZonesTest {

  @Test
  void namesAPlaceOnceByTheNameItHas() {
    assertThat(TimeZones.names())
        .contains("UTC", "Asia/Kolkata", "Europe/Berlin", "Europe/Zurich")
        .doesNotContain("Asia/Calcutta", "Asia/Saigon", "America/Buenos_Aires", "GMT")
        .isSorted();
  }

  @Test
  void takesTheNameThatABrowserStillUses() {
    assertThat(TimeZones.find("Asia/Calcutta")).contains(ZoneId.of("Asia/Kolkata"));
    assertThat(TimeZones.find("Europe/Berlin")).contains(ZoneId.of("Europe/Berlin"));
    assertThat(TimeZones.find("GMT+1")).isEmpty();
    assertThat(TimeZones.find("nowhere")).isEmpty();
  }
}
