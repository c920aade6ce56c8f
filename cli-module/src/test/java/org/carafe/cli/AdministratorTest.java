package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Setting;
import org.carafe.core.config.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorTest {
  private static final List<Setting<?>> SETTINGS =
      List.of(Setting.text("admin.name").byDefault("admin"), Setting.secret("admin.password"));

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("CARAFE_PROFILE", "dev"));

  private Administrator administrator() throws IOException {
    var surroundings = new Surroundings(Map.of(), environment, folder);
    return Administrator.of(Configuration.load(surroundings, SETTINGS), file());
  }

  private Path file() {
    return folder.resolve("admin.txt");
  }

  @Test
  void getsAPasswordThatIsKept() throws IOException {
    var first = administrator();

    assertThat(first.name()).isEqualTo("admin");
    assertThat(first.generated()).get().asString().hasSize(16);
    assertThat(administrator()).isEqualTo(first);
  }

  @Test
  void isTheConfiguredOneWhosePasswordIsNotShown() throws IOException {
    environment.put("ADMIN_NAME", "ada");
    environment.put("ADMIN_PASSWORD", "hush");

    assertThat(administrator()).isEqualTo(new Administrator("ada", java.util.Optional.empty()));
    assertThat(Files.exists(file())).isFalse();
  }
}
