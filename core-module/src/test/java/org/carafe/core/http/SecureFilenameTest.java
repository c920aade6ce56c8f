package org.carafe.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecureFilenameTest {

  static Stream<JsonObject> filenames() {
    return Cases.of("secure_filename").rows("cases");
  }

  @ParameterizedTest
  @MethodSource("filenames")
  void answersLikeWerkzeug(JsonObject row) {
    assertThat(SecureFilename.of(row.getString("input")))
        .isEqualTo(row.getString("expected_posix"));
  }
}
