package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MomentFormatTest {
  private static final Instant EVENING = Instant.parse("2026-11-21T18:02:03Z");

  @Test
  void keepsAmAndPmWithTheTime() {
    assertThat(MomentFormat.of(Locale.ENGLISH, ZoneOffset.UTC).format(EVENING))
        .isEqualTo("Nov 21, 2026, 6:02\u00a0PM");
    assertThat(MomentFormat.withSeconds(Locale.ENGLISH, ZoneOffset.UTC).format(EVENING))
        .isEqualTo("Nov 21, 2026, 6:02:03\u00a0PM");
  }

  @Test
  void isToldInTheZoneAndTheLanguage() {
    assertThat(MomentFormat.of(Locale.GERMAN, ZoneId.of("Europe/Berlin")).format(EVENING))
        .isEqualTo("21.11.2026, 19:02");
  }
}
