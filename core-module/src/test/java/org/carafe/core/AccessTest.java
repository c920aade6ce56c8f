package org.carafe.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final Optional<Principal> NOBODY = Optional.empty();
  private static final Optional<Principal> MEMBER = principal();
  private static final Optional<Principal> MANAGER = principal("users:manage", "mail:read");

  private static Optional<Principal> principal(String... permissions) {
    return Optional.of(
        new Principal(1, "ada", Locale.ENGLISH, ZoneOffset.UTC, Set.of(permissions)));
  }

  @Test
  void anonymousAdmitsEverybody() {
    assertThat(Access.anonymous().admits(NOBODY)).isTrue();
    assertThat(Access.anonymous().admits(MEMBER)).isTrue();
  }

  @Test
  void signedOutAdmitsNobodyWhoIsSignedIn() {
    assertThat(Access.signedOut().admits(NOBODY)).isTrue();
    assertThat(Access.signedOut().admits(MEMBER)).isFalse();
    assertThat(Access.signedOut().admits(MANAGER)).isFalse();
  }

  @Test
  void signedInAdmitsWhoeverIs() {
    assertThat(Access.signedIn().admits(NOBODY)).isFalse();
    assertThat(Access.signedIn().admits(MEMBER)).isTrue();
  }

  @Test
  void permissionAdmitsOnlyWhoHoldsThatOne() {
    assertThat(Access.permission("users:manage").admits(NOBODY)).isFalse();
    assertThat(Access.permission("users:manage").admits(MEMBER)).isFalse();
    assertThat(Access.permission("users:manage").admits(MANAGER)).isTrue();
    assertThat(Access.permission("users").admits(MANAGER)).isFalse();
  }

  @Test
  void isPrintedAsTheTableShowsIt() {
    assertThat(Access.anonymous()).hasToString("anonymous");
    assertThat(Access.signedOut()).hasToString("signed out");
    assertThat(Access.signedIn()).hasToString("signed in");
    assertThat(Access.permission("users:manage")).hasToString("users:manage");
  }
}
