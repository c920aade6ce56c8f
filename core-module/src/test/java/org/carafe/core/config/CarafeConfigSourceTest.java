package org.carafe.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarafeConfigSourceTest {
  private final ConfigSource source =
      ServiceLoader.load(ConfigSource.class).findFirst().orElseThrow();

  @AfterEach
  void clear() {
    System.clearProperty("db.user");
    System.clearProperty("base.url");
  }

  @Test
  void showsDefaultsOfTheCoreSettings() {
    assertThat(source.getValue("db.user")).isEqualTo("carafe");
    assertThat(source.getPropertyNames()).contains("db.user", "db.url");
  }

  @Test
  void seesASystemPropertySetLater() {
    System.setProperty("db.user", "other");
    assertThat(source.getValue("db.user")).isEqualTo("other");
  }

  @Test
  void hasNothingForWhatIsNotGiven() {
    assertThat(source.getValue("db.password")).isNull();
    assertThat(source.getValue("no.such.thing")).isNull();
  }

  @Test
  void tellsTheDescriptionOfTheApiWhereItIs() {
    System.setProperty("base.url", "https://accounts.example.org");
    assertThat(source.getValue("mp.openapi.servers")).isEqualTo("https://accounts.example.org");
    assertThat(source.getPropertyNames()).contains("mp.openapi.servers");
  }

  @Test
  void winsOverTheSourcesItMerges() {
    assertThat(source.getOrdinal()).isGreaterThan(400);
  }
}
