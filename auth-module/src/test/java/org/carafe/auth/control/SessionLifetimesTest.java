package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLifetimesTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");

  private final SessionLifetimes lifetimes =
      new SessionLifetimes(Duration.ofDays(3), Duration.ofDays(30), Duration.ofHours(12));

  @ParameterizedTest
  @CsvSource({
    // visit after, ends after
    "PT0S, P3D",
    "PT1H, P3DT1H",
    "P20D, P23D",
    "P27D, P30D",
    "P29D, P30D",
    "P30D, P30D"
  })
  void aKeptSessionSlidesUntilItsAbsoluteEnd(Duration visit, Duration end) {
    assertThat(lifetimes.end(true, BEGAN, BEGAN.plus(visit))).isEqualTo(BEGAN.plus(end));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT1H", "PT11H59M"})
  void oneThatIsNotKeptEndsTwelveHoursAfterSignIn(Duration visit) {
    assertThat(lifetimes.end(false, BEGAN, BEGAN.plus(visit)))
        .isEqualTo(BEGAN.plus(Duration.ofHours(12)));
  }

  @Test
  void areThreeDaysThirtyDaysAndTwelveHoursUnlessConfigured() {
    var nothing = new Surroundings(Map.of("carafe.profile", "test"), Map.of(), Path.of("nowhere"));

    assertThat(SessionLifetimes.of(Configuration.read(nothing, CoreSettings.ALL)))
        .isEqualTo(lifetimes);
  }
}
