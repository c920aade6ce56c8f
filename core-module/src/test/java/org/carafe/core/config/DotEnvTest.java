package org.carafe.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class DotEnvTest {
  @Test
  void readsPlainValuesAndStripsThem() {
    assertThat(parse("A=1\n  B = two words \nC=\nD=x=y\r\nE=last").values())
        .containsExactly(
            entry("A", "1"),
            entry("B", "two words"),
            entry("C", ""),
            entry("D", "x=y"),
            entry("E", "last"));
  }

  @Test
  void skipsBlankLinesCommentsAndExport() {
    var text = "# top\n\n   # indented\nexport A=1 # why\nB=a#b\nC=# nothing\n";
    assertThat(parse(text).values())
        .containsExactly(entry("A", "1"), entry("B", "a#b"), entry("C", ""));
  }

  @Test
  void takesSingleQuotesAsTheyAre() {
    assertThat(parse("A='$x \\n \"#\"' # why\n").values())
        .containsExactly(entry("A", "$x \\n \"#\""));
  }

  @Test
  void unescapesDoubleQuotes() {
    assertThat(parse("A=\"one\\ntwo\\t\\\"3\\\" \\\\ \\$ \\d\"").values())
        .containsExactly(entry("A", "one\ntwo\t\"3\" \\ $ \\d"));
  }

  @Test
  void letsQuotedValuesSpanLines() {
    assertThat(parse("A=\"one\ntwo\"\nB='three\nfour'\nC=5").values())
        .containsExactly(entry("A", "one\ntwo"), entry("B", "three\nfour"), entry("C", "5"));
  }

  @Test
  void takesTheLastOfTwo() {
    assertThat(parse("A=1\nA=2").values()).containsExactly(entry("A", "2"));
  }

  @Test
  void reportsEveryLineItCannotReadAndKeepsTheRest() {
    var parsed = parse("A=1\nnonsense\nB=\"open\nC=3\n'x'=1\nD='a' b\n");
    assertThat(parsed.values()).containsExactly(entry("A", "1"), entry("C", "3"));
    assertThat(parsed.problems())
        .extracting(problem -> problem.substring(0, "Line 2".length()))
        .containsExactly("Line 2", "Line 3", "Line 5", "Line 6");
  }

  private static DotEnv parse(String text) {
    return DotEnv.parse(".env", text);
  }
}
