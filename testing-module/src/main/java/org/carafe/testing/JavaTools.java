package org.carafe.testing;

import java.nio.file.Path;

/** The programs of the Java that this process runs on. */
public final class JavaTools {
  private JavaTools() {}

  /** Where a program is, such as {@code java}. */
  public static String path(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
