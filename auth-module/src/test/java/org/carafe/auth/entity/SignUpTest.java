package org.carafe.auth.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.carafe.core.signing.SecretToken;
import org.junit.jupiter.api.Test;

class SignUpTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SignUp signUp =
      new SignUp("ada", "Ada@Example.org", "$argon2id$…", Locale.GERMAN, "192.0.2.7", NOW);

  @Test
  void keepsWhatWasTypedAndAKeyBesideIt() {
    assertThat(signUp.getAddress()).isEqualTo("Ada@Example.org");
    assertThat(signUp.getAddressKey()).isEqualTo("ada@example.org");
    assertThat(signUp.getLocale()).isEqualTo(Locale.GERMAN);
  }

  @Test
  void isConfirmedOnlyByMailToItsPresentAddress() {
    var before = new SignUpMail(signUp, SecretToken.create(), "reach", NOW);
    signUp.correct("ada@example.net");
    var after = new SignUpMail(signUp, SecretToken.create(), "reach", NOW);

    assertThat(before.confirmsItsSignUp(NOW)).isFalse();
    assertThat(after.confirmsItsSignUp(NOW)).isTrue();
    assertThat(after.getSignUp().getAddressKey()).isEqualTo("ada@example.net");
  }

  @Test
  void isConfirmedByYoungMailOnly() {
    var mail = new SignUpMail(signUp, SecretToken.create(), "reach", NOW);

    assertThat(mail.confirmsItsSignUp(NOW.plus(SignUp.LIFETIME).minusSeconds(1))).isTrue();
    assertThat(mail.confirmsItsSignUp(NOW.plus(SignUp.LIFETIME))).isFalse();
  }

  @Test
  void isConfirmedByMailToTheAddressInAnotherCase() {
    var mail = new SignUpMail(signUp, SecretToken.create(), "reach", NOW);
    signUp.correct("ADA@example.org");

    assertThat(mail.confirmsItsSignUp(NOW)).isTrue();
  }

  @Test
  void countsTaggedAddressesAsOneMailbox() {
    assertThat(SignUpMail.mailbox("ada+news@example.org")).isEqualTo("ada@example.org");
    assertThat(SignUpMail.mailbox("ada@exa+mple.org")).isEqualTo("ada@exa+mple.org");
    assertThat(SignUpMail.mailbox("ada@example.org")).isEqualTo("ada@example.org");
  }
}
