package org.carafe.core.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;

class AddressCheckTest {
  private final Map<String, String> settings = new HashMap<>(Map.of("carafe.profile", "prod"));

  private List<Finding> findings() {
    var surroundings = new Surroundings(settings, Map.of(), Path.of("nowhere"));
    return new AddressCheck().findings(Configuration.read(surroundings, CoreSettings.ALL));
  }

  @Test
  void saysThatAnAddressWithoutTlsMakesOpenCookies() {
    settings.put("base.url", "http://localhost:8080");

    assertThat(findings())
        .filteredOn(finding -> finding.subject().equals("cookies"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isEqualTo(Finding.State.NOTE);
              assertThat(finding.remedy()).contains("https://");
            });
  }

  @Test
  void saysThatANameLeadsNowhere() {
    settings.put("base.url", "https://carafe.invalid");

    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.state()).isEqualTo(Finding.State.WRONG);
              assertThat(finding.text()).contains("carafe.invalid");
            });
  }

  @Test
  void leavesAMissingAddressToTheConfiguration() {
    assertThat(findings()).isEmpty();
    settings.put("carafe.profile", "dev");
    assertThat(findings()).extracting(Finding::state).containsOnly(Finding.State.OK);
  }
}
