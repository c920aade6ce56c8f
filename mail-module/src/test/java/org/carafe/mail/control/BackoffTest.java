package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final Instant YESTERDAY = NOW.minus(Duration.ofHours(20));

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30), Duration.ofHours(24));

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 60", "3, 120", "7, 1920", "8, 3600", "50, 3600", "0, 30"})
  void waitsTwiceAsLongEachTimeButAnHourAtMost(int tries, long seconds) {
    for (int i = 0; i < 100; i++) {
      Instant next = BACKOFF.nextTry(tries, YESTERDAY, NOW, random).orElseThrow();
      assertThat(Duration.between(NOW, next))
          .isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
    }
  }

  @Test
  void spreadsWhatFailedTogether() {
    assertThat(BACKOFF.nextTry(1, NOW, NOW, random))
        .isNotEqualTo(BACKOFF.nextTry(1, NOW, NOW, random));
  }

  @Test
  void beginsAnewWhereSomebodyRetried() {
    Instant next = BACKOFF.nextTry(12, NOW.minusSeconds(1), NOW, random).orElseThrow();
    assertThat(Duration.between(NOW, next))
        .isBetween(Duration.ofSeconds(24), Duration.ofSeconds(38));
  }

  @Test
  void givesUpAfterADay() {
    assertThat(BACKOFF.nextTry(30, NOW.minus(Duration.ofHours(22)), NOW, random)).isPresent();
    assertThat(BACKOFF.nextTry(30, NOW.minus(Duration.ofHours(24)), NOW, random)).isEmpty();
  }
}
