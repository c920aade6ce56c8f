package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the production WAR, as it was built. */
class WarIT {
  private final Path war = Path.of(System.getProperty("carafe.it.target")).resolve("carafe");

  @Test
  void holdsNothingOfDevelopment() throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> libraries = Files.list(war.resolve("WEB-INF/lib"))) {
      for (Path library : libraries.toList()) {
        try (var jar = new JarFile(library.toFile())) {
          jar.stream().map(ZipEntry::getName).forEach(all::add);
        }
      }
    }
    try (Stream<Path> files = Files.walk(war)) {
      files.map(file -> war.relativize(file).toString()).forEach(all::add);
    }
    assertThat(all).anyMatch(name -> name.startsWith("org/carafe/mail/Mailer"));
    assertThat(all)
        .noneMatch(name -> name.matches("(.*/)?org/carafe/(dev|cli|testing)/.*"))
        .noneMatch(name -> name.matches("(.*/)?WEB-INF/dev/.*"))
        .noneMatch(name -> name.matches("(.*/)?(dev|cli|testing)-module[^/]*"));
  }
}
