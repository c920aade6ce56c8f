package org.carafe.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.core.text.Username.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "al",
        "ada.lovelace",
        "x_1-y",
        "42",
        "Jörg",
        "Ольга",
        "田中さん",
        "홍길동",
        "नमिता",
        "café",
        "３Ａ",
        "Ali",
        "Mall",
        "Tesla",
        "Ana1",
        "Админка"
      })
  void allows(String name) {
    assertThat(Username.problem(name)).isEmpty();
  }

  @Test
  void countsTheFormThatIsKept() {
    String decomposed = "e\u0301".repeat(40);
    assertThat(Username.problem(decomposed)).isEmpty();
    assertThat(Username.composed(decomposed)).isEqualTo("é".repeat(40));

    // Single Hangul letters, which only the compatibility form joins to syllables.
    assertThat(Username.problem("\u3131\u314F".repeat(20))).isEmpty();
    assertThat(Username.problem("\u3131\u314F".repeat(21))).contains(Problem.TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "a, TOO_SHORT",
    "'', TOO_SHORT",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, TOO_LONG",
    "ada lovelace, CHARACTERS",
    "ada@example, CHARACTERS",
    ".., CHARACTERS",
    "a..b, CHARACTERS",
    ".ada, CHARACTERS",
    "ada., CHARACTERS",
    "-rf, CHARACTERS",
    "a/b, CHARACTERS",
    "a\u200Bda, CHARACTERS",
    "😀😀, CHARACTERS",
    "z̷̸̶̡a, CHARACTERS",
    "pаypal, MIXED_SCRIPTS",
    "αda, MIXED_SCRIPTS",
    "root, RESERVED",
    "Admin, RESERVED",
    "ad.min, RESERVED",
    "ＷＷＷ, RESERVED",
    "no-reply, RESERVED",
    "admın, RESERVED",
    "ádmin, RESERVED",
    "adm1n, RESERVED",
    "he1p, RESERVED",
    "r00t, RESERVED",
    "adrnin, RESERVED",
    "vvvvvv, RESERVED",
    "ѕυρροrt, MIXED_SCRIPTS",
    "аԁміп, RESERVED",
    "неӏр, RESERVED",
    "ꓮꓓꓟꓲꓠ, RESERVED",
    "ᴀᴅᴍɪɴ, RESERVED"
  })
  void refuses(String name, Problem problem) {
    assertThat(Username.problem(name)).contains(problem);
  }
}
