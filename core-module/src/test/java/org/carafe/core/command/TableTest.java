package org.carafe.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsItsColumnsAndLeavesCommandsToTheTerminalOut() {
    var table = new Table("ID", "ANSWER");
    table.row("7", "550 no\r\n8  forged \u001b[2J\u202e");
    table.row("123", "250 2.0.0 Ok");
    var out = new StringWriter();
    table.print(new PrintWriter(out, true));
    assertThat(out.toString().lines().skip(1))
        .containsExactly("7    550 no 8  forged  [2J", "123  250 2.0.0 Ok");
  }
}
