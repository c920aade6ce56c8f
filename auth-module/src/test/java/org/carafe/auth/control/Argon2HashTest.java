package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class Argon2HashTest {

  static Stream<JsonObject> bearable() {
    return rows().filter(row -> row.getInt("m_kib") <= Argon2Hash.MAX_MEMORY);
  }

  static Stream<JsonObject> tooDear() {
    return rows().filter(row -> row.getInt("m_kib") > Argon2Hash.MAX_MEMORY);
  }

  static Stream<JsonObject> damaged() {
    return Cases.of("argon2").rows("negative");
  }

  private static Stream<JsonObject> rows() {
    return Cases.of("argon2").rows("cases");
  }

  @ParameterizedTest
  @MethodSource("bearable")
  void verifiesTheReferenceVectors(JsonObject row) {
    Argon2Hash hash = Argon2Hash.parse(row.getString("encoded")).orElseThrow();
    assertThat(hash.matches(row.getString("password"))).isTrue();
    assertThat(hash.matches(row.getString("password") + "x")).isFalse();
    assertThat(HexFormat.of().formatHex(hash.hash())).isEqualTo(row.getString("hex"));
  }

  @ParameterizedTest
  @MethodSource("bearable")
  void writesTheReferenceFormat(JsonObject row) {
    String current = row.getString("encoded").replaceFirst("(?<=argon2i)\\$m", "\\$v=16\\$m");
    assertThat(Argon2Hash.parse(row.getString("encoded")).orElseThrow().encoded())
        .isEqualTo(current);
  }

  @ParameterizedTest
  @MethodSource("tooDear")
  void refusesWhatTakesTooMuchMemory(JsonObject row) {
    assertThat(Argon2Hash.parse(row.getString("encoded"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void refusesDamagedHashes(JsonObject row) {
    boolean readable = row.getString("expected").equals("VERIFY_MISMATCH");
    assertThat(Argon2Hash.parse(row.getString("encoded")).map(h -> h.matches("password")))
        .isEqualTo(readable ? Optional.of(false) : Optional.empty());
  }

  @Test
  void refusesEndlessWork() {
    String encoded = "$argon2id$v=19$m=64,t=%d,p=%d$c29tZXNhbHQ$%s";
    String hash = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(Argon2Hash.parse(encoded.formatted(10, 8, hash))).isPresent();
    assertThat(Argon2Hash.parse(encoded.formatted(11, 1, hash))).isEmpty();
    assertThat(Argon2Hash.parse(encoded.formatted(0, 1, hash))).isEmpty();
    assertThat(Argon2Hash.parse(encoded.formatted(1, 9, hash))).isEmpty();
    assertThat(Argon2Hash.parse(encoded.formatted(1, 1, "AAAA"))).isEmpty();
    assertThat(Argon2Hash.parse(encoded.formatted(1, 1, hash + "AA"))).isEmpty();
  }
}
