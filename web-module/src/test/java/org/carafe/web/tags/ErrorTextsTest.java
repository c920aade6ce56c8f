package org.carafe.web.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextsTest {
  private final ResourceBundle texts =
      ResourceBundle.getBundle("org.carafe.web.messages", Locale.ROOT);

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 421, 429, 500, 503})
  void knowsItsStatus(int status) {
    assertThat(ErrorTexts.key(status)).isEqualTo("web.error." + status);
    String key = ErrorTexts.key(status).substring("web.".length());
    assertThat(texts.keySet()).contains(key + ".title", key + ".text");
  }

  @ParameterizedTest
  @CsvSource({"418, web.error.400", "422, web.error.400", "507, web.error.500"})
  void fallsBackToTheFamily(int status, String key) {
    assertThat(ErrorTexts.key(status)).isEqualTo(key);
  }
}
