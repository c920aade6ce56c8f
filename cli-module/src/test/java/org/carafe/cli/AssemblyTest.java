package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {
  @TempDir Path folder;

  @Test
  void putsTheApplicationAndLibrariesIntoAFreshFolder() throws IOException {
    var application = write("war/WEB-INF/lib/core.jar", "core").getParent().getParent().getParent();
    var library = write("dev.jar", "dev");
    var target = write("run/WEB-INF/lib/old.jar", "old").getParent().getParent().getParent();

    Assembly.into(target, application, List.of(library));

    assertThat(target.resolve("WEB-INF/lib")).isDirectoryNotContaining("glob:**old.jar");
    assertThat(target.resolve("WEB-INF/lib/core.jar")).hasContent("core");
    assertThat(target.resolve("WEB-INF/lib/dev.jar")).hasContent("dev");
    assertThat(library).hasContent("dev");
  }

  @Test
  void hasTheServerPassOverLibrariesWithoutAnnotations() throws IOException {
    var application = write("war/WEB-INF/lib/users-module-1.jar", "ours").getParent();
    write("war/WEB-INF/lib/bcprov-jdk18on-1.86.jar", "theirs");

    var target = folder.resolve("run");
    Assembly.into(target, application.getParent().getParent(), List.of());

    assertThat(target.resolve("WEB-INF__lib__bcprov-jdk18on-1.86_jar")).isEmptyDirectory();
    assertThat(target.resolve("WEB-INF__lib__users-module-1_jar")).doesNotExist();
  }

  @Test
  void aKeptSecretStaysAndIsItsOwnersAlone() throws IOException {
    var file = folder.resolve("var/secret.key");
    var made = KeptSecret.in(file, 32);
    assertThat(made).hasSizeGreaterThanOrEqualTo(43).isEqualTo(KeptSecret.in(file, 32));
    assertThat(Files.getPosixFilePermissions(file))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
