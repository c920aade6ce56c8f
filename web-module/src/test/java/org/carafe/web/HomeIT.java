package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BrowserTest
@RunAsClient
class HomeIT {
  private final Site site = Site.current();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void greetsVisitorsWithAndWithoutScript(boolean script) {
    var viewing = script ? Viewing.plain() : Viewing.plain().withoutScript();
    int before = site.browser().complaints().size();
    try (var page = site.open("/", viewing)) {
      assertThat(page.locator("h1").count()).isEqualTo(1);
      assertThat(page.context().cookies()).isEmpty();
    }
    List<String> all = site.browser().complaints();
    assertThat(all.subList(before, all.size())).isEmpty();
  }
}
