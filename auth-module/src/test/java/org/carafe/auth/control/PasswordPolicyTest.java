package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

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
    "'', auth.password.tooShort",
    "fourteen chars, auth.password.tooShort",
    "😀😁😂🤣😃😄😅😆😉😊😋😎😍😘, auth.password.tooShort",
    "MailCreated5240, auth.password.common",
    "hd764nw5d7e1vb1, auth.password.common",
    "aaaaaaaaaaaaaaaaaaaa, auth.password.predictable",
    "passwordpassword, auth.password.common",
    "abcabcabcabcabc, auth.password.predictable",
    "hunter2hunter2hunter2, auth.password.predictable",
    "abcdefghijklmnop, auth.password.predictable",
    "987654321012345, auth.password.predictable",
    "qwertzuiopasdfghj, auth.password.predictable",
    "!QAZ1qaz2wsx3edc, auth.password.predictable",
    "i am lovelace forever, auth.password.personal",
    "ADA.BYRON in London 1815, auth.password.personal"
  })
  void refuses(String password, String problem) {
    assertThat(PasswordPolicy.problem(password, "lovelace", "ada.byron@mail.example"))
        .contains(problem);
  }

  @Test
  void countsAfterNormalisation() {
    assertThat(PasswordPolicy.problem("\uFDFA".repeat(10))).contains("auth.password.tooLong");
    assertThat(PasswordPolicy.problem("x".repeat(100_000))).contains("auth.password.tooLong");
    assertThat(PasswordPolicy.problem("e\u0301".repeat(14))).contains("auth.password.tooShort");
  }
}
