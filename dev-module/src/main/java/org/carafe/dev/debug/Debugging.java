package org.carafe.dev.debug;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the application is being debugged. {@code carafe run --debug} says so by system
 * properties, which it hands to the server in private.
 */
final class Debugging {
  /** The folder of the clone. */
  static final String ROOT = "carafe.debug.root";

  /** The file with the PIN that unlocks the console. */
  static final String PIN = "carafe.debug.pin";

  /** What the console compiles against. */
  static final String CLASS_PATH = "carafe.debug.classpath";

  /** A reference to the application's class loader, for whoever redefines its classes. */
  static final String LOADER = "carafe.debug.loader";

  private Debugging() {}

  /** Where the sources are, nothing where nobody debugs. */
  static Optional<Path> root() {
    return Optional.ofNullable(System.getProperty(ROOT)).map(Path::of);
  }

  static boolean isOn() {
    return root().isPresent();
  }
}
