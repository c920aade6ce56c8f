package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<Throwable> told = new ArrayList<>();

  @Test
  void goOnAfterWhateverIsThrown() {
    var out = new OutOfMemoryError("Java heap space");
    var broken = new IllegalStateException("broken");
    Queue<Throwable> ahead = new ArrayDeque<>(List.of(out, broken, new StackOverflowError()));

    new Rounds(
            () -> {
              Throwable next = ahead.poll();
              if (next instanceof Error error) {
                throw error;
              }
              if (next instanceof RuntimeException failure) {
                throw failure;
              }
              return false;
            },
            told::add)
        .run();

    assertThat(told).hasSize(3).startsWith(out, broken);
  }

  @Test
  void goOnWhenNotEvenTellingWorks() {
    int[] rounds = {0};
    new Rounds(
            () -> {
              if (++rounds[0] < 3) {
                throw new OutOfMemoryError("Java heap space");
              }
              return false;
            },
            failure -> {
              throw new OutOfMemoryError("Java heap space");
            })
        .run();
    assertThat(rounds[0]).isEqualTo(3);
  }

  @Test
  void endWithTheirThread() {
    Thread.currentThread().interrupt();
    new Rounds(
            () -> {
              Thread.sleep(1);
              return true;
            },
            told::add)
        .run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).isEmpty();
  }
}
