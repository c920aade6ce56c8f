package org.carafe.users.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmailAddressTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final User ada = new User("Ada", Locale.ENGLISH, ZoneOffset.UTC, NOW);
  private final EmailAddress address = ada.addAddress("Ada@Example.ORG", NOW);

  @Test
  void keepsWhatWasTypedAndAKeyBesideIt() {
    assertThat(address.getAddress()).isEqualTo("Ada@Example.ORG");
    assertThat(address.getAddressKey()).isEqualTo("ada@example.org");
    assertThat(address.getUser()).isSameAs(ada);
  }

  @Nested
  class Waiting {
    @Test
    void isNeitherConfirmedNorPrimary() {
      assertThat(address.isConfirmed()).isFalse();
      assertThat(address.isPrimary()).isFalse();
      assertThat(ada.primaryAddress()).isEmpty();
    }

    @Test
    void canBeCorrected() {
      address.correct("ada@example.net");

      assertThat(address.getAddress()).isEqualTo("ada@example.net");
      assertThat(address.getAddressKey()).isEqualTo("ada@example.net");
    }

    @Test
    void cannotBePrimary() {
      assertThatThrownBy(address::makePrimary)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Only a confirmed address can be the primary one.");
      assertThat(address.isPrimary()).isFalse();
    }
  }

  @Nested
  class Confirmed {
    @Test
    void saysSince() {
      address.confirm(NOW);

      assertThat(address.isConfirmed()).isTrue();
    }

    @Test
    void cannotBeCorrected() {
      address.confirm(NOW);

      assertThatThrownBy(() -> address.correct("eve@example.org"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("A confirmed address is replaced, not corrected.");
      assertThat(address.getAddressKey()).isEqualTo("ada@example.org");
    }
  }
}
