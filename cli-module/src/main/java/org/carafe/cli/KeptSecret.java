package org.carafe.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret made at the first start and kept in a file that only its owner may read. */
final class KeptSecret {
  private static final FileAttribute<?> OWNERS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private KeptSecret() {}

  static String in(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      make(file, bytes);
    }
    return Files.readString(file).strip();
  }

  /** It is there whole or not at all; of two commands that make one at once, one is heard. */
  private static void make(Path file, int bytes) throws IOException {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".part", OWNERS_ALONE);
    try {
      Files.writeString(
          draft, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      return; // it was as quick
    } catch (UnsupportedOperationException noLinks) {
      Files.move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
