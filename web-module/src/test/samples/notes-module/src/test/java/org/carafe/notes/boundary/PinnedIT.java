package org.carafe.notes.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** The field that the tutorial adds by hand, as programs see it. */
@BrowserTest
@RunAsClient
class PinnedIT {
  private static final String ALL = "/api/v1/notes";

  private final Visitor visitor = Member.signUp(Site.current()).visitor();

  @Test
  void isTakenAnsweredAndDescribed() {
    Answer created = visitor.json("POST", ALL, "{\"title\":\"One\",\"pinned\":true}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body()).contains("\"pinned\":true");
    assertThat(visitor.get("/openapi").body()).contains("pinned");
  }

  @Test
  void namesTheDateThatCannotBeRead() {
    String one = visitor.json("POST", ALL, "{\"title\":\"One\"}").body();
    String url = ALL + "/" + one.replaceFirst("(?s).*\"id\":(\\d+).*", "$1");

    Answer date =
        visitor.json("PUT", url, "{\"version\":1,\"title\":\"One\",\"due\":\"2026-13-40\"}");

    assertThat(date.status()).isBetween(400, 422);
    assertThat(date.body()).contains("due");
  }

  @Test
  void namesWhatIsNeitherTrueNorFalse() {
    Answer maybe = visitor.json("POST", ALL, "{\"title\":\"One\",\"pinned\":\"maybe\"}");

    assertThat(maybe.status()).isEqualTo(400);
    assertThat(maybe.body()).contains("pinned");
  }
}
