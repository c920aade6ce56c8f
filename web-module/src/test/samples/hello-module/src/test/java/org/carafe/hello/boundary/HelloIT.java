package org.carafe.hello.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

@BrowserTest
@RunAsClient
class HelloIT {
  private final Visitor visitor = new Visitor(Site.current().url());

  @Test
  void greetsWhoeverIsInTheUrl() {
    Answer greeting = visitor.get("/greet/Ada");

    assertThat(greeting.text("h1")).isEqualTo("Hello, Ada");
    assertThat(greeting.page().select("main p a").attr("href")).isEqualTo("/greet/Grace%20Hopper");
    assertThat(visitor.in("de").get("/greet/Ada").text("h1")).isEqualTo("Hallo, Ada");
  }

  @Test
  void wavesAndRedirects() {
    Answer waved = visitor.get("/greet/Ada").form("waving").press("wave");

    assertThat(waved.status()).isEqualTo(303);
    assertThat(waved.follow().flashes()).singleElement().asString().contains("You waved at Ada.");
  }
}
