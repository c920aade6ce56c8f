package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ShownValueTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final ShownValue english = in(Locale.ENGLISH);
  private final ShownValue german = in(Locale.GERMAN);

  private static ShownValue in(Locale locale) {
    return new ShownValue(Messages.of(List.of()), locale, BERLIN);
  }

  @Test
  void writesADateAndAMomentInTheLanguageAndTheZone() {
    assertThat(english.of(LocalDate.of(2026, 11, 21))).isEqualTo("Nov 21, 2026");
    assertThat(german.of(LocalDate.of(2026, 11, 21))).isEqualTo("21.11.2026");
    assertThat(german.of(Instant.parse("2026-11-21T15:05:00Z"))).isEqualTo("21.11.2026, 16:05");
  }

  @Test
  void writesNumbersWithTheirPlaces() {
    assertThat(english.of(new BigDecimal("1234.50"))).isEqualTo("1,234.50");
    assertThat(german.of(new BigDecimal("1234.50"))).isEqualTo("1.234,50");
    assertThat(german.of(1234)).isEqualTo("1.234");
  }

  @Test
  void writesYesAndNo() {
    assertThat(english.of(true)).isEqualTo("Yes");
    assertThat(german.of(false)).isEqualTo("Nein");
  }

  @Test
  void leavesTheRestAsItIs() {
    assertThat(english.of("text")).isEqualTo("text");
    assertThat(english.of(null)).isEmpty();
  }
}
