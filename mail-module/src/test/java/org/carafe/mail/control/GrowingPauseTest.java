package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrowingPauseTest {
  private final GrowingPause pause =
      new GrowingPause(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private Stream<Long> seconds(int times) {
    return Stream.generate(pause::take).limit(times).map(Duration::toSeconds);
  }

  @Test
  void doublesUpToItsLimit() {
    assertThat(seconds(6)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void beginsAgainAfterWhatWentWell() {
    assertThat(pause.isFirst()).isTrue();
    assertThat(seconds(3)).containsExactly(1L, 2L, 4L);
    assertThat(pause.isFirst()).isFalse();
    pause.reset();
    assertThat(pause.isFirst()).isTrue();
    assertThat(seconds(2)).containsExactly(1L, 2L);
  }
}
