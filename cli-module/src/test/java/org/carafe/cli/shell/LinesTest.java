package org.carafe.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.carafe.core.signing.SecretToken;
import org.carafe.snippets.Lines;
import org.junit.jupiter.api.Test;

class LinesTest {
  private record Person(long id, String name, Optional<Instant> seen, List<String> roles) {}

  private record Account(String name, String passwordHash, SecretToken link) {}

  private record Holder(Account account) {}

  private final Lines lines = new Lines((entity, attribute) -> true, type -> false);

  @Test
  void showsARecordInOneLine() {
    var ada = new Person(1, "Ada \"L.\"\n", Optional.of(Instant.EPOCH), List.of("member"));

    assertThat(lines.of(ada))
        .containsExactly(
            "Person id=1 name=\"Ada \\\"L.\\\"\\n\" seen=1970-01-01T00:00:00Z roles=[1]");
    assertThat(lines.of(Optional.of(ada))).isEqualTo(lines.of(ada));
    assertThat(lines.of(Optional.empty())).containsExactly("nothing (an empty Optional)");
    assertThat(lines.of(null)).containsExactly("null");
  }

  @Test
  void showsManyAsATable() {
    var people =
        List.of(
            new Person(1, "Ada", Optional.empty(), List.of()),
            new Person(20, "Bob", Optional.empty(), List.of("member", "admin")));

    assertThat(lines.of(people))
        .containsExactly(
            "id  name   seen  roles",
            "--  -----  ----  -----",
            "1   \"Ada\"        []",
            "20  \"Bob\"        [2]",
            "2 rows");
    assertThat(lines.of(List.of(new Object[] {"ada", 1L}, new Object[] {"bob", null})))
        .containsExactly("1      2", "-----  ----", "\"ada\"  1", "\"bob\"  null", "2 rows");
    assertThat(lines.of(Arrays.asList("a", null))).containsExactly("\"a\"", "null", "2 values");
  }

  @Test
  void showsOnlyTheBeginningOfVeryMany() {
    assertThat(lines.of(IntStream.range(0, 500).boxed().toList()))
        .hasSize(101)
        .last()
        .isEqualTo("500 values, 100 of them shown");
    assertThat(
            lines.of(List.of(new Person(1, "x".repeat(500), Optional.empty(), List.of()))).get(2))
        .contains("(500 characters)")
        .hasSizeLessThan(120);
  }

  @Test
  void neverShowsASecret() {
    var account = new Account("ada", "$argon2id$v=19$m=1", SecretToken.create());

    assertThat(lines.of(account))
        .containsExactly("Account name=\"ada\" passwordHash=******** link=SecretToken[…]");
    assertThat(lines.of(List.of(account)).get(2)).doesNotContain("argon2");
    assertThat(lines.of(new Holder(account)))
        .containsExactly(
            "Holder account=Account[name=\"ada\", passwordHash=********, link=SecretToken[…]]");
    assertThat(lines.of(SecretToken.create())).containsExactly("SecretToken[…]");
  }

  @Test
  void survivesWhatCannotBeShown() {
    var broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };

    assertThat(lines.of(broken).get(0)).contains("whose toString() failed").contains("no");
    assertThat(lines.of(new byte[12])).containsExactly("byte[12]");
  }

  @Test
  void spellsOutWhatIsTooWideForATable() {
    record Wide(String first, String second, String third, String fourth, String fifth) {}
    var text = "y".repeat(50);

    assertThat(lines.of(List.of(new Wide(text, text, text, text, text))).get(0))
        .startsWith("first=\"yyy")
        .contains(" fifth=\"yyy");
  }
}
