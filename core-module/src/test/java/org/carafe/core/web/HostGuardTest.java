package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGuardTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "localhost, true",
        "localhost:8080, true",
        "LocalHost.:8080, true",
        "127.0.0.1:1, true",
        "[::1], true",
        "[::1]:8080, true",
        "box.example:8443, true",
        "phone.example, true",
        "Tablet.Example, true",
        "evil.example, false",
        "localhost.evil.example, false",
        "evil.example@localhost, false",
        "localhost:80@evil.example, false",
        "127.0.0.2, false",
        "'', false",
        "-, false"
      })
  void admitsTheNamesOfThisMachine(String host, boolean admitted) {
    var configuration =
        Configuration.read(
            new Surroundings(
                Map.of(
                    "base.url",
                    "http://Box.example:8443",
                    "dev.hosts",
                    "Phone.example,tablet.example"),
                Map.of(),
                folder),
            List.of(CoreSettings.BASE_URL, CoreSettings.DEV_HOSTS));
    Set<String> names = HostGuard.names(configuration);
    assertThat(HostGuard.admits(names, host)).isEqualTo(admitted);
  }
}
