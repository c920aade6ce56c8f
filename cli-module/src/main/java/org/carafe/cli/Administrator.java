package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.carafe.core.config.Configuration;

/**
 * The administrator of a developer's machine.
 *
 * @param generated the password, unless one is configured: that is never shown
 */
record Administrator(String name, Optional<String> generated) {

  /** As configured; a password is made where none is, and kept in the file. */
  static Administrator of(Configuration configuration, Path file) throws IOException {
    return new Administrator(
        value(configuration, "admin.name").orElse("admin"),
        value(configuration, "admin.password").isPresent()
            ? Optional.empty()
            : Optional.of(KeptSecret.in(file, 12)));
  }

  /** The modules declare these settings, and the command does not depend on modules. */
  private static Optional<String> value(Configuration configuration, String name) {
    return configuration.entries().stream()
        .filter(entry -> entry.setting().name().equals(name))
        .findFirst()
        .flatMap(Configuration.Entry::text)
        .filter(text -> !text.isBlank());
  }
}
