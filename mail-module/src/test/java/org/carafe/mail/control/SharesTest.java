package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SharesTest {

  private static List<Integer> queue(int size, int first) {
    return IntStream.range(first, first + size).boxed().toList();
  }

  @Test
  void givesEveryQueueItsShare() {
    List<Integer> taken =
        Shares.of(List.of(queue(300, 0), queue(300, 1_000), queue(300, 2_000)), 90);
    assertThat(taken).hasSize(90);
    assertThat(taken.stream().filter(one -> one < 1_000)).hasSize(30);
    assertThat(taken.stream().filter(one -> one >= 2_000)).hasSize(30);
  }

  @Test
  void givesTheOthersWhatOneLeavesOver() {
    List<Integer> taken = Shares.of(List.of(queue(2, 0), queue(0, 0), queue(300, 1_000)), 90);
    assertThat(taken).hasSize(90).contains(0, 1);
  }

  @Test
  void takesAllOfAShortQueue() {
    assertThat(Shares.of(List.of(queue(5, 0)), 90)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Shares.<Integer>of(List.of(List.of()), 90)).isEmpty();
  }

  @RepeatedTest(20)
  void keepsTheOrderOfAQueue() {
    assertThat(Shares.of(List.of(queue(90, 0)), 30)).hasSize(30).isSorted();
  }
}
