package org.carafe.core.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlaskSessionTest {

  private static final Instant SIGNED_AT = Instant.parse("2011-06-24T00:09:05Z");
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  static Stream<JsonObject> plain() {
    return rows().filter(row -> row.containsKey("json_plain")).filter(row -> !isTagged(row));
  }

  static Stream<JsonObject> tagged() {
    return rows().filter(FlaskSessionTest::isTagged);
  }

  static Stream<JsonObject> rotated() {
    return rows().filter(row -> row.containsKey("max_age"));
  }

  private static Stream<JsonObject> rows() {
    return Cases.of("flask_session").rows("cases");
  }

  private static boolean isTagged(JsonObject row) {
    return row.getString("json_plain", "").contains("{\" ");
  }

  @ParameterizedTest
  @MethodSource("plain")
  void readsJson(JsonObject row) throws BadSignature {
    JsonObject expected =
        Json.createReader(new StringReader(row.getString("json_plain"))).readObject();
    Map<String, Object> session = read(row);
    assertThat(session.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, value) -> assertThat(session.get(name)).isEqualTo(java(value)));
  }

  @ParameterizedTest
  @MethodSource("tagged")
  void readsEveryTag(JsonObject row) throws BadSignature {
    Map<String, Object> session = read(row);
    if (session.containsKey("_flashes")) {
      assertThat(session.get("_flashes"))
          .isEqualTo(
              List.of(
                  List.of("message", "Hello World"),
                  List.of("error", "Hello World"),
                  List.of("warning", "<em>Testing</em>")));
    } else {
      assertThat(session.get("t")).isEqualTo(List.of(1L, 2L, 3L));
      assertThat(session.get("b")).isEqualTo(new byte[] {(byte) 0xFF});
      assertThat(session.get("u")).isEqualTo(new UUID(0, 1));
      assertThat(session.get("d")).isEqualTo(SIGNED_AT);
      assertThat(session.get("t_tag")).isEqualTo(Map.of(" t", "not-a-tuple"));
    }
  }

  @ParameterizedTest
  @MethodSource("rotated")
  void decidesAboutKeysAndAge(JsonObject row) throws BadSignature {
    JsonObject expected = row.getJsonObject("expected");
    if (expected.getBoolean("ok")) {
      assertThat(read(row)).isEqualTo(Map.of("a", 1L));
    } else {
      assertThatThrownBy(() -> read(row))
          .isExactlyInstanceOf(
              expected.getString("error").equals("SignatureExpired")
                  ? SignatureExpired.class
                  : BadSignature.class);
    }
  }

  @Test
  void coversEveryRow() {
    assertThat(plain().count() + tagged().count() + rotated().count()).isEqualTo(rows().count());
  }

  @Test
  void refusesMalformedTags() {
    Serializer flask =
        Serializer.urlSafe(
            new Signature(SigningKeys.of("k"), "cookie-session", KeyDerivation.HMAC, Digest.SHA1));
    FlaskSession sessions = new FlaskSession(SigningKeys.of("k"));
    for (String tag : List.of(" u", " d", " b", " t", " di")) {
      JsonObject session =
          Json.createObjectBuilder().add("x", Json.createObjectBuilder().add(tag, "~")).build();
      String cookie = flask.dumps(session, SIGNED_AT);
      assertThatThrownBy(() -> sessions.read(cookie, THREE_DAYS, SIGNED_AT))
          .isInstanceOf(BadSignature.class);
    }
  }

  private static Map<String, Object> read(JsonObject row) throws BadSignature {
    String[] older =
        row.getJsonArray("fallbacks").getValuesAs(JsonString::getString).toArray(String[]::new);
    FlaskSession sessions = new FlaskSession(SigningKeys.of(row.getString("key"), older));
    return sessions.read(
        row.getString("cookie"), THREE_DAYS, SIGNED_AT.plusSeconds(row.getInt("at_seconds")));
  }

  private static Object java(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> ((JsonNumber) value).longValue();
      case TRUE -> true;
      default -> throw new IllegalArgumentException("Not in a plain session: " + value);
    };
  }
}
