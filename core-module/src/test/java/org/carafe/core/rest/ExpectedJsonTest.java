package org.carafe.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedJsonTest {
  /** What is read by its components. */
  record Line(String text, List<Integer> sizes) {}

  /** What is read by its setters. */
  public static class Draft {
    public void setTitle(String title) {}

    public void setPinned(boolean pinned) {}

    public void setShared(Boolean shared) {}

    public void setCount(int count) {}

    public void setId(Long id) {}

    public void setPrice(BigDecimal price) {}

    public void setDue(LocalDate due) {}

    public void setLines(List<Line> lines) {}
  }

  private static String unexpected(String body) {
    return ExpectedJson.unexpected(body.getBytes(UTF_8), Draft.class).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"title\":\"12\",\"pinned\":true,\"shared\":false,\"count\":-2147483648}",
        "{\"id\":9223372036854775807,\"price\":1.50,\"due\":\"2026-12-31\"}",
        "{\"title\":null,\"shared\":null,\"id\":null,\"lines\":null}",
        "{\"count\":1.0,\"lines\":[{\"text\":\"a\",\"sizes\":[1,2]},null]}",
        "{\"unknown\":\"maybe\"}",
        "[1]",
        "\"text\""
      })
  void takesWhatIsOfItsKindAndLeavesTheRestToJsonb(String body) {
    assertThat(unexpected(body)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title:12",
        "title:true",
        "pinned:\"maybe\"",
        "pinned:\"true\"",
        "pinned:1",
        "shared:\"\"",
        "count:1.5",
        "count:\"12\"",
        "count:2147483648",
        "count:-99999999999",
        "id:9223372036854775808",
        "price:\"1.5\""
      })
  void namesWhatWouldBecomeSomethingElse(String member) {
    String name = member.substring(0, member.indexOf(':'));

    assertThat(
            unexpected(
                "{\"due\":\"2026-12-31\",\"" + name + "\"" + member.substring(name.length()) + "}"))
        .isEqualTo(name);
  }

  @Test
  void looksIntoWhatIsInside() {
    assertThat(unexpected("{\"lines\":[{\"text\":\"a\"},{\"text\":1}]}")).isEqualTo("text");
    assertThat(unexpected("{\"lines\":[{\"sizes\":[1,\"2\"]}]}")).isEqualTo("sizes");
  }
}
