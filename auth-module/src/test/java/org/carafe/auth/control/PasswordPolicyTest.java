package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.auth.control.PasswordPolicy.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "ein guter langer Satz",
        "gJ7#pQ2!vX9&zL4",
        "山路を登りながらこう考えた。智に働けば",
        "the the quick brown fox",
        "mail me at dawn, dear"
      })
  void accepts(String password) {
    assertThat(PasswordPolicy.problem(password, "ada", "ada@mail.example")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', TOO_SHORT",
    "fourteen chars, TOO_SHORT",
    "😀😁😂🤣😃😄😅😆😉😊😋😎😍😘, TOO_SHORT",
    "MailCreated5240, COMMON",
    "hd764nw5d7e1vb1, COMMON",
    "aaaaaaaaaaaaaaaaaaaa, PREDICTABLE",
    "passwordpassword, COMMON",
    "abcabcabcabcabc, PREDICTABLE",
    "hunter2hunter2hunter2, PREDICTABLE",
    "abcdefghijklmnop, PREDICTABLE",
    "987654321012345, PREDICTABLE",
    "qwertzuiopasdfghj, PREDICTABLE",
    "!QAZ1qaz2wsx3edc, PREDICTABLE",
    "i am lovelace forever, PERSONAL",
    "ADA.BYRON in London 1815, PERSONAL"
  })
  void refuses(String password, Problem problem) {
    assertThat(PasswordPolicy.problem(password, "lovelace", "ada.byron@mail.example"))
        .contains(problem);
  }

  @Test
  void countsAfterNormalisation() {
    assertThat(PasswordPolicy.problem("\uFDFA".repeat(10))).contains(Problem.TOO_LONG);
    assertThat(PasswordPolicy.problem("x".repeat(100_000))).contains(Problem.TOO_LONG);
    assertThat(PasswordPolicy.problem("e\u0301".repeat(14))).contains(Problem.TOO_SHORT);
  }
}
