package org.carafe.auth.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstAdministratorTest {
  private static final String STRONG = "teal ladder, quiet pump";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("CARAFE_PROFILE", "prod"));

  private List<String> problems() {
    var surroundings = new Surroundings(Map.of(), environment, folder);
    return Configuration.read(surroundings, FirstAdministrator.SETTINGS).problems();
  }

  @Test
  void isNotNeeded() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void needsAnAddressInProduction() {
    environment.put("ADMIN_PASSWORD", STRONG);

    assertThat(problems())
        .containsExactly(
            "admin.address is \"admin@carafe.example\" (default), which is nobody's. Name the address at which the administrator reads mail.");

    environment.put("ADMIN_ADDRESS", "ada@example.org");
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Correct-horse      | has less than 15 characters.",
        "aaaaaaaaaaaaaaaaaa | is common or easy to guess.",
        "ada.lovelace, pump | contains the administrator's name or address."
      })
  void needsAStrongPasswordInProduction(String password, String complaint) {
    environment.put("ADMIN_PASSWORD", password);
    environment.put("ADMIN_ADDRESS", "ada.lovelace@example.org");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("admin.password (environment variable ADMIN_PASSWORD) " + complaint)
        .doesNotContain(password);

    environment.put("CARAFE_PROFILE", "dev");
    assertThat(problems()).isEmpty();
  }

  @Test
  void needsAUsernameAndAnAddressThatAreSome() {
    environment.put("ADMIN_NAME", "the boss");
    environment.put("ADMIN_ADDRESS", "nowhere");

    assertThat(problems())
        .containsExactly(
            "admin.name is \"the boss\" (environment variable ADMIN_NAME), which is no username. Use 2 to 40 letters, digits, dots, dashes and underscores.",
            "admin.address is \"nowhere\" (environment variable ADMIN_ADDRESS), which is no e-mail address. Write it like ada@example.org.");
  }
}
