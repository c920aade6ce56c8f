package org.carafe.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the application runs for: {@code carafe.profile} or {@code CARAFE_PROFILE}. */
public enum Profile {
  /** A developer's machine. */
  DEV,
  /** The automated tests. */
  TEST,
  /** Serving people. The default, so that nothing is lax by accident. */
  PROD;

  /** The name used in file names and in the setting: {@code dev}, {@code test}, {@code prod}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Profile> named(String id) {
    return Stream.of(values()).filter(profile -> profile.id().equals(id)).findFirst();
  }
}
