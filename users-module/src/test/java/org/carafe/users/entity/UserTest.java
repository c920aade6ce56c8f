package org.carafe.users.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class UserTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final User user =
      new User("Ａda.Lovelace", Locale.forLanguageTag("de-AT"), ZoneId.of("Europe/Vienna"), NOW);

  @Test
  void isFoundByANormalisedName() {
    assertThat(user.getUsername()).isEqualTo("Ａda.Lovelace");
    assertThat(user.getUsernameKey()).isEqualTo("ada.lovelace");
  }

  @Test
  void keepsAnAccentInOneCharacter() {
    var jorg = new User("Jo\u0308rg", Locale.GERMAN, ZoneId.of("UTC"), NOW);

    assertThat(jorg.getUsername()).isEqualTo("Jörg");
    assertThat(jorg.getUsernameKey()).isEqualTo("jörg");
  }

  @Test
  void keepsLanguageAndZone() {
    assertThat(user.getLocale()).isEqualTo(Locale.forLanguageTag("de-AT"));
    assertThat(user.getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
    assertThat(user.getCreatedAt()).isEqualTo(NOW);
  }

  @Test
  void beginsEnabledAndWithNothing() {
    assertThat(user.isEnabled()).isTrue();
    assertThat(user.getRoles()).isEmpty();
    assertThat(user.getAddresses()).isEmpty();
    assertThat(user.primaryAddress()).isEmpty();
  }

  @Test
  void losesARemovedAddress() {
    EmailAddress address = user.addAddress("ada@example.org", NOW);

    user.removeAddress(address);

    assertThat(user.getAddresses()).isEmpty();
  }
}
