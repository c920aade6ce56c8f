package org.carafe.testing.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of the build, told by web-module's Failsafe configuration. */
record Workplace(Path root, Path target) {
  private static final String ROOT = "carafe.it.root";

  static boolean isIntegrationTest() {
    return System.getProperty(ROOT) != null;
  }

  static Workplace current() {
    return new Workplace(
        Path.of(System.getProperty(ROOT)), Path.of(System.getProperty("carafe.it.target")));
  }

  /** The production WAR, exploded. */
  Path application() {
    return target.resolve("carafe");
  }

  Path testClasses() {
    return target.resolve("it-classes");
  }

  Path payaraMicro() throws IOException {
    return Path.of(Files.readString(target.resolve("payara-micro")).strip());
  }
}
