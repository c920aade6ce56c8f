package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.carafe.core.signing.SecretToken;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedPathTest {
  @RepeatedTest(20)
  void leavesTokensOut() {
    String token = SecretToken.create().text();

    assertThat(LoggedPath.of("/register/confirm/" + token + "/")).isEqualTo("/register/confirm/…/");
    assertThat(LoggedPath.of("/register/confirm/" + token + ".")).isEqualTo("/register/confirm/…");
    assertThat(LoggedPath.of("/register/confirm" + token)).doesNotContain(token.substring(30));
    assertThat(LoggedPath.of("/" + token.substring(0, 30) + " " + token.substring(30)))
        .isEqualTo("/… …");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/wp-admin/setup-config.php",
        "/u/nobody-here",
        "/apple-touch-icon-precomposed.png",
        "/über/uns"
      })
  void keepsWords(String path) {
    assertThat(LoggedPath.of(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({"/a\u0085INFO forged, /a?INFO forged", "/a\u2028b, /a?b"})
  void staysOnItsLine(String path, String shown) {
    assertThat(LoggedPath.of(path)).isEqualTo(shown);
  }

  /** A few thousand letters are as long as an address may be. */
  @Test
  void takesTimeThatGrowsNoFasterThanTheText() {
    String word = "a".repeat(200_000);

    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          assertThat(LoggedPath.within(word)).hasSize(201);
          assertThat(LoggedPath.of("/u/" + word)).isEqualTo("/u/…");
        });
  }

  @Test
  void leavesSentencesReadableButNoTokensInThem() {
    String token = SecretToken.create().text();

    assertThat(LoggedPath.within("There is no person “" + token + "\u2028forged”, not even one."))
        .isEqualTo("There is no person “…?forged”, not even one.");
    assertThat(LoggedPath.within("This address takes GET, HEAD and nothing besides these methods."))
        .isEqualTo("This address takes GET, HEAD and nothing besides these methods.");
  }
}
