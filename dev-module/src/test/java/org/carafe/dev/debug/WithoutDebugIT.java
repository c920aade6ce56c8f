package org.carafe.dev.debug;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Visitor;
import org.junit.jupiter.api.Test;

/** Where the development modules are but nobody asked for {@code --debug}, nothing of it runs. */
@ContainerTest
class WithoutDebugIT {
  @Inject ServletContext context;

  @Test
  void standsNothingAroundTheApplication() {
    assertThat(context.getFilterRegistration("debug")).isNull();
    assertThat(Application.current().routes().has("dev.debug")).isFalse();
    assertThat(System.getProperties()).doesNotContainKey(Debugging.LOADER);
  }

  @Test
  void leavesTheDataSourceToTheDriver() throws IOException {
    try (var descriptor = context.getResourceAsStream("/WEB-INF/web.xml")) {
      assertThat(new String(descriptor.readAllBytes(), StandardCharsets.UTF_8))
          .contains("org.carafe.core.persistence.FirstConnection")
          .doesNotContain("Recording");
    }
  }

  @Test
  void addsNothingToPages() {
    var visitor = new Visitor(Application.current().configuration().get(CoreSettings.BASE_URL));
    visitor.with("X-Forwarded-For", null);

    assertThat(visitor.get("/login").body()).doesNotContain("debugbar");
    assertThat(visitor.get("/dev/debug/ABC").status()).isEqualTo(404);
  }
}
