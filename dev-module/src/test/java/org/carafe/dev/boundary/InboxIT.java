package org.carafe.dev.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Tests send their mail by SMTP, so their inbox is empty. */
@BrowserTest
@RunAsClient
class InboxIT {

  private final Site site = Site.current();

  @Test
  void saysThatThereIsNoMailYet() {
    try (var page = site.open("/dev/mail", Viewing.plain())) {
      assertThat(page.locator("main").innerText()).contains("No mail yet");
      assertThat(page.locator("#clear").count()).isZero();
    }
  }

  @Test
  void hasNothingElse() throws Exception {
    for (String path : new String[] {"/dev/mail/x", "/dev/mail/x/html", "/dev/mail/x/source"}) {
      var answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(site.url(path)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
    }
  }
}
