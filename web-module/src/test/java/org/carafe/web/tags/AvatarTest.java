package org.carafe.web.tags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvatarTest {

  @ParameterizedTest
  @CsvSource({
    "ada, A",
    "maria.fernandez, MF",
    "María de los Ángeles Fernández, MF",
    "李小龙, 李",
    "أمينة بنت عبد الرحمن, أا",
    "spam-account-8841, S8",
    "𝒶da, 𝒶",
    "..., ?",
  })
  void takesTheFirstLettersOfTheFirstAndTheLastWord(String name, String initials) {
    assertThat(Avatar.initials(name)).isEqualTo(initials);
  }
}
