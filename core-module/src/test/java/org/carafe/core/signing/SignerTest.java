package org.carafe.core.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Signer signer = Signer.forPurpose(SigningKeys.of("new"), "session");

  @Test
  void returnsThePayloadAndTheTime() throws BadSignature {
    Signed signed = signer.verify(signer.sign("Ünï·42", NOW), HOUR, NOW.plusSeconds(60));
    assertThat(signed.text()).isEqualTo("Ünï·42");
    assertThat(signed.signedAt()).isEqualTo(NOW);
  }

  @Test
  void fitsACookieAndAPath() {
    assertThat(signer.sign("a; b=\"c\"/..\r\n", NOW)).matches("[A-Za-z0-9_.-]+");
  }

  @Test
  void signsAnEmptyPayload() throws BadSignature {
    assertThat(signer.verify(signer.sign("", NOW), HOUR, NOW).text()).isEmpty();
  }

  /** Made with itsdangerous 2.2.0: TimestampSigner("new", salt="session", …hmac, sha256). */
  @Test
  void isWireCompatible() throws BadSignature {
    String token = "NDI.aaQqQA.b7mM2vv2bZwOdO3MNd4r8pKwRWp_PXQBQVzaEeBnEgI";
    assertThat(signer.sign("42", NOW)).isEqualTo(token);
    assertThat(signer.verify(token, HOUR, NOW).text()).isEqualTo("42");
  }

  @Test
  void refusesAnotherPurpose() {
    String token = Signer.forPurpose(SigningKeys.of("new"), "flash").sign("42", NOW);
    assertThatThrownBy(() -> signer.verify(token, HOUR, NOW)).isInstanceOf(BadSignature.class);
  }

  @Test
  void refusesAnotherKey() {
    String token = Signer.forPurpose(SigningKeys.of("other"), "session").sign("42", NOW);
    assertThatThrownBy(() -> signer.verify(token, HOUR, NOW)).isInstanceOf(BadSignature.class);
  }

  @Test
  void acceptsAnOlderKeyAndSignsWithTheNewest() throws BadSignature {
    Signer before = Signer.forPurpose(SigningKeys.of("old"), "session");
    Signer rotated = Signer.forPurpose(SigningKeys.of("new", "old", "oldest"), "session");
    assertThat(rotated.verify(before.sign("42", NOW), HOUR, NOW).text()).isEqualTo("42");
    assertThat(rotated.sign("42", NOW)).isEqualTo(signer.sign("42", NOW));
  }

  @Test
  void refusesAnExpiredToken() {
    String token = signer.sign("42", NOW);
    SignatureExpired expired =
        catchThrowableOfType(
            SignatureExpired.class,
            () -> signer.verify(token, HOUR, NOW.plus(HOUR).plusSeconds(1)));
    assertThat(expired.signedAt()).isEqualTo(NOW);
    assertThat(expired).hasMessage("The token is 3601 s old, allowed are 3600.");
  }

  @Test
  void toleratesClocksThatDifferALittle() throws BadSignature {
    String token = signer.sign("42", NOW);
    assertThat(signer.verify(token, HOUR, NOW.minusSeconds(30)).text()).isEqualTo("42");
    assertThatThrownBy(() -> signer.verify(token, HOUR, NOW.minusSeconds(31)))
        .isInstanceOf(SignatureExpired.class);
  }

  @Test
  void refusesAHugeTokenUnread() {
    assertThatThrownBy(() -> signer.verify("A".repeat(16_385), HOUR, NOW))
        .hasMessageContaining("at most 16384");
  }

  @Test
  void refusesABombThatInflates() {
    Signature signature =
        new Signature(SigningKeys.of("new"), "s", KeyDerivation.HMAC, Digest.SHA256);
    String payload = Payload.URL_SAFE.write("0".repeat(Payload.MAX_INFLATED + 1).getBytes(UTF_8));
    assertThat(payload).startsWith(".").hasSizeLessThan(200);
    assertThatThrownBy(() -> Serializer.urlSafe(signature).loads(signature.sign(payload)))
        .isInstanceOf(BadSignature.class)
        .hasMessageContaining("more than 65536 bytes");
  }

  @Test
  void needsKeysAndAPurpose() {
    assertThatIllegalArgumentException().isThrownBy(() -> SigningKeys.of(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Signer.forPurpose(SigningKeys.of("new"), " "));
  }

  @Test
  void printsNeitherKeyNorPayload() throws BadSignature {
    assertThat(SigningKeys.of("new", "old")).hasToString("SigningKeys[2]");
    assertThat(signer.verify(signer.sign("secret", NOW), HOUR, NOW).toString())
        .doesNotContain("secret");
  }
}
