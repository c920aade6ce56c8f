package org.carafe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRecordTest {
  private static final String HEAD =
      "[2026-11-21T11:37:21.621+0000] [NCLS-1] [\u001b[1;92mSEVERE\u001b[0m] [] [\u001b[1;94mcore\u001b[0m] [tid: _ThreadID=1 _ThreadName=main] [levelValue: 1000] ";

  @Test
  void aRecordOfOneLineIsReadWithLevelAndLogger() {
    assertThat(parse(HEAD + "It broke"))
        .containsExactly(new LogRecord("SEVERE", "core", "It broke"));
  }

  @Test
  void aRecordSpansSeveralLines() {
    assertThat(parse(HEAD + "[[\n  one\ntwo\n]]\n\nplain"))
        .containsExactly(
            new LogRecord("SEVERE", "core", "one\ntwo"), new LogRecord("", "", "plain"));
  }

  @Test
  void theCauseIsTheInnermostMessageWithAllItsLines() {
    var text =
        "Exception while loading the app\na.B: Exception: x\n\tat a.B.c(B.java:1)\nCaused by: org.carafe.core.config.ConfigurationException: The configuration cannot be used:\n  - one\n  - two\n\tat a.B.c(B.java:1)\n\t... 12 more";
    assertThat(new LogRecord("SEVERE", "core", text).cause())
        .isEqualTo("The configuration cannot be used:\n  - one\n  - two");
    assertThat(new LogRecord("SEVERE", "core", "Just this").cause()).isEqualTo("Just this");
  }

  @Test
  void theExplanationKeepsTheApplicationsWordsAndAddsTheInnermostCause() {
    var text =
        "The database could not be migrated: V2__x.sql\norg.carafe.core.Start: a.StartException: x\n\tat a.B.c(B.java:1)\nCaused by: java.sql.SQLSyntaxErrorException: Wrong near 'tabel'\n\tat a.B.c(B.java:1)";
    assertThat(new LogRecord("SEVERE", "org.carafe.core.Start", text).explanation())
        .startsWith("The database could not be migrated: V2__x.sql")
        .endsWith("\n  Wrong near 'tabel'");
  }

  private static List<LogRecord> parse(String text) {
    var records = new ArrayList<LogRecord>();
    var parser = new LogRecord.Parser(records::add);
    text.lines().map(LogRecord::withoutColours).forEach(parser::line);
    parser.end();
    return records;
  }
}
