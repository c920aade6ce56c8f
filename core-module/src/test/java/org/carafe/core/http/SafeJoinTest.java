package org.carafe.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeJoinTest {

  static Stream<JsonObject> paths() {
    return Cases.of("safe_join").rows("cases");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void answersLikeWerkzeug(JsonObject row) {
    Optional<String> expected =
        row.isNull("expected") ? Optional.empty() : Optional.of(row.getString("expected"));
    assertThat(SafeJoin.join(row.getString("directory"), row.getString("path")))
        .isEqualTo(expected);
  }
}
