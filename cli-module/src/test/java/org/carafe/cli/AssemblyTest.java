package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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

  @Test
  void ofSecretsMadeAtOnceOneIsKept() throws Exception {
    var file = folder.resolve("var/secret.key");
    var threads = Executors.newFixedThreadPool(8);
    try {
      Callable<String> one = () -> KeptSecret.in(file, 32);
      var made = new HashSet<String>();
      for (var secret : threads.invokeAll(Collections.nCopies(8, one))) {
        made.add(secret.get());
      }
      assertThat(made).hasSize(1).doesNotContain("");
    } finally {
      threads.shutdown();
    }
    assertThat(folder.resolve("var")).isDirectoryNotContaining("glob:**.part");
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
