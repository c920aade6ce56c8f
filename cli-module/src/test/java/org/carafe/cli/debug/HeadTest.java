package org.carafe.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadTest {

  @Test
  void readsARequestsFirstLines() {
    var text = "POST /a?b=c HTTP/1.1\r\nHost: localhost:8080\r\nX-Y:  z \r\n\r\nbody";
    var head = Head.of(text);

    assertThat(head.method()).isEqualTo("POST");
    assertThat(head.path()).isEqualTo("/a");
    assertThat(head.header("host")).contains("localhost:8080");
    assertThat(head.header("x-y")).contains("z");
    assertThat(text.substring(head.length())).isEqualTo("body");
  }
}
