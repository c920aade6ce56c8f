package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTest {
  @TempDir Path folder;

  private List<String> problems(String limit) {
    var surroundings =
        new Surroundings(Map.of(), Map.of("CARAFE_PROFILE", "prod", "SIGNUP_LIMIT", limit), folder);
    return Configuration.read(surroundings, List.of(LoginThrottle.SIGN_UPS)).problems();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3"})
  void refusesALimitThatLetsNobodySignUp(String limit) {
    assertThat(problems(limit))
        .singleElement()
        .asString()
        .startsWith("signup.limit")
        .endsWith("lets nobody sign up. Give it a number of one or more.");
  }

  @Test
  void takesAnyOther() {
    assertThat(problems("1")).isEmpty();
  }
}
