package org.carafe.core.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decides every token of itsdangerous as itsdangerous itself does. */
class ItsDangerousTest {

  private static final Instant SIGNED_AT = Instant.parse("2011-06-24T00:09:05Z");

  static Stream<JsonObject> genuine() {
    return Cases.of("itsdangerous").rows("cases");
  }

  static Stream<JsonObject> doubtful() {
    return Cases.of("itsdangerous").rows("negative");
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void readsWhatItIssued(JsonObject row) throws BadSignature {
    assertThat(loads(row, null, SIGNED_AT)).isEqualTo(row.get("value"));
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void signsLikeIt(JsonObject row) throws BadSignature {
    Signature signature = signature(row);
    String token = row.getString("token");
    String again =
        isTimed(row)
            ? signature.sign(signature.unsign(token, null, SIGNED_AT).value(), SIGNED_AT)
            : signature.sign(signature.unsign(token));
    assertThat(again).isEqualTo(token);
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void readsWhatWeIssueInItsFormat(JsonObject row) throws BadSignature {
    Serializer serializer = serializer(row);
    JsonValue value = row.get("value");
    assertThat(serializer.loads(serializer.dumps(value))).isEqualTo(value);
    assertThat(serializer.loads(serializer.dumps(value, SIGNED_AT), Duration.ZERO, SIGNED_AT))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void refusesAChangeOfAnyCharacter(JsonObject row) {
    String token = row.getString("token");
    // The last character of a signature has bits that decoders ignore
    for (int i = 0; i < token.length() - 1; i += 1 + token.length() / 100) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThatThrownBy(() -> loads(row, forged, null, SIGNED_AT))
          .as(forged)
          .isExactlyInstanceOf(BadSignature.class);
    }
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void decidesTheSameAboutADoubtfulToken(JsonObject row) throws BadSignature {
    Duration maxAge = row.isNull("max_age") ? null : Duration.ofSeconds(row.getInt("max_age"));
    Instant now = SIGNED_AT.plusSeconds(row.getInt("at_seconds"));
    JsonObject result = row.getJsonObject("result");
    if (result.getBoolean("ok")) {
      assertThat(loads(row, maxAge, now)).isEqualTo(result.get("value"));
    } else {
      Class<?> error =
          result.getString("error").equals("SignatureExpired")
              ? SignatureExpired.class
              : BadSignature.class;
      assertThatThrownBy(() -> loads(row, maxAge, now)).isExactlyInstanceOf(error);
    }
  }

  private static JsonValue loads(JsonObject row, @Nullable Duration maxAge, Instant now)
      throws BadSignature {
    return loads(row, row.getString("token"), maxAge, now);
  }

  private static JsonValue loads(
      JsonObject row, String token, @Nullable Duration maxAge, Instant now) throws BadSignature {
    Serializer serializer = serializer(row);
    return isTimed(row) ? serializer.loads(token, maxAge, now) : serializer.loads(token);
  }

  private static Serializer serializer(JsonObject row) {
    return row.getString("cls").startsWith("URLSafe")
        ? Serializer.urlSafe(signature(row))
        : Serializer.plain(signature(row));
  }

  private static boolean isTimed(JsonObject row) {
    return row.getString("cls").contains("Time");
  }

  private static Signature signature(JsonObject row) {
    String defaultSalt =
        row.getString("cls").equals("TimestampSigner") ? "itsdangerous.Signer" : "itsdangerous";
    return new Signature(
        SigningKeys.of(row.getString("key")),
        row.getString("salt", defaultSalt),
        KeyDerivation.valueOf(
            row.getString("key_derivation", "django-concat")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT)),
        Digest.valueOf(row.getString("digest", "sha1").toUpperCase(Locale.ROOT)));
  }
}
