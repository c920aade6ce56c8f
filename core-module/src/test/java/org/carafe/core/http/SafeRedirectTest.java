package org.carafe.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.carafe.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeRedirectTest {

  static Stream<String> mustRefuse() {
    return Cases.of("redirect").texts("must_refuse");
  }

  static Stream<String> sameHost() {
    return Cases.of("redirect").texts("may_accept_same_host");
  }

  static Stream<JsonObject> extra() {
    return Cases.of("redirect").rows("extra");
  }

  @ParameterizedTest
  @MethodSource("mustRefuse")
  void refusesOtherSites(String target) {
    assertThat(SafeRedirect.path(target)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sameHost")
  void acceptsOfThisSiteOnlyPaths(String target) {
    boolean isPath = target.startsWith("/") && !target.startsWith("//");
    assertThat(SafeRedirect.path(target).isPresent()).isEqualTo(isPath);
  }

  @ParameterizedTest
  @MethodSource("extra")
  void decidesTheDoubtful(JsonObject row) {
    assertThat(SafeRedirect.path(row.getString("url")).isPresent())
        .isEqualTo(row.getBoolean("local_path_only"));
  }

  @Test
  void refusesNothingAndTooMuch() {
    assertThat(SafeRedirect.path(null)).isEmpty();
    assertThat(SafeRedirect.path("/" + "a".repeat(2_048))).isEmpty();
    assertThat(SafeRedirect.path("/\uD800")).isEmpty();
  }
}
