package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class WerkzeugHashTest {

  static Stream<JsonObject> hashes() {
    return Cases.of("werkzeug_password_hash").rows("cases");
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void decidesLikeWerkzeug(JsonObject row) {
    boolean matches =
        WerkzeugHash.parse(row.getString("hash"))
            .map(hash -> hash.matches(row.getString("password")))
            .orElse(false);
    assertThat(matches).isEqualTo(row.get("expected") == JsonValue.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scrypt:131072:8:1$salt$aa",
        "scrypt:32768:8:5$salt$aa",
        "scrypt:999999999:8:1$salt$aa",
        "pbkdf2:sha256:2000001$salt$aa",
        "pbkdf2:md5:1000$salt$aa"
      })
  void refusesWhatIsTooDearOrTooWeak(String stored) {
    assertThat(WerkzeugHash.parse(stored)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scrypt$salt$aa", "pbkdf2$salt$aa", "pbkdf2:sha512$salt$aa"})
  void readsDefaults(String stored) {
    assertThat(WerkzeugHash.parse(stored)).isPresent();
  }
}
