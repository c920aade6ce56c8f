package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * What unlocks the debugger's console: printed in the terminal, made anew at each start, and kept
 * in a file that only its owner may read, from which the server takes it.
 */
final class Pin {
  /** Its file, in {@code var}. */
  static final String FILE = "run/pin";

  private static final int NUMBERS = 1_000_000_000;

  private Pin() {}

  /** Nine digits, such as {@code 123-456-789}, that count from now on. */
  static String fresh(Path file) throws IOException {
    String pin = fresh();
    Files.createDirectories(file.getParent());
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path next = Files.createTempFile(file.getParent(), "pin", "", owner);
    Files.writeString(next, pin + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    return pin;
  }

  private static String fresh() {
    return "%09d"
        .formatted(new SecureRandom().nextInt(NUMBERS))
        .replaceFirst("(...)(...)(...)", "$1-$2-$3");
  }
}
