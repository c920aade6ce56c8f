package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret made at the first start and kept in a file that only its owner may read. */
final class KeptSecret {
  private KeptSecret() {}

  static String in(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      var random = new byte[bytes];
      new SecureRandom().nextBytes(random);
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(file, owner);
      Files.writeString(
          file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }
    return Files.readString(file).strip();
  }
}
