package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestIdTest {

  @Test
  void canBeReadOut() {
    assertThat(RequestId.next().toString()).matches("[0-9A-HJKMNP-TV-Z]{13}");
  }

  @Test
  void showsAllItsBits() {
    assertThat(
            Stream.iterate(1L, bit -> bit << 1)
                .limit(64)
                .map(bit -> new RequestId(bit).toString())
                .collect(Collectors.toSet()))
        .hasSize(64)
        .doesNotContain(new RequestId(0).toString());
  }
}
