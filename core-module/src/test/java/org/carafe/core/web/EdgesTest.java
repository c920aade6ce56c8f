package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.carafe.core.web.Edges.Edge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgesTest {
  private static final String BODY =
      "--e-e\r\n\r\n\r\n-\r\n--e-\r\n--e-e\r\n\r\r\n--e-e--\r\n and --e-e within a line";

  /** However the network cuts it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
  void areFoundAtTheBeginningOfLines(int cut) {
    byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
    var edges = new Edges("e-e");
    for (int at = 0; at < body.length; at += cut) {
      byte[] piece = Arrays.copyOfRange(body, at, Math.min(body.length, at + cut));
      edges.look(piece, piece.length);
    }
    int second = BODY.indexOf("\r\n--e-e\r\n", 4);
    int third = BODY.indexOf("\r\n--e-e--");
    assertThat(edges.found())
        .containsExactly(new Edge(-2, 5), new Edge(second, second + 7), new Edge(third, third + 7));
  }
}
