package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carafe.core.text.Messages;
import org.carafe.sample.SampleBlueprint;
import org.junit.jupiter.api.Test;

class MailPreviewsTest {

  @Test
  void showThePicturesOfTheSample() {
    var sample =
        new MailSample(
            "sample.picture",
            Map.of(),
            Envelope.plain()
                .picture("logo", "image/png", new byte[] {1, 2, 3})
                .picture("logo2", "image/gif", new byte[] {4, 5, 6}));
    MailPreview preview = previews(sample).render("sample.picture", Locale.ENGLISH).orElseThrow();
    assertThat(preview.html())
        .contains("src=\"data:image/png;base64,AQID\"", "src=\"data:image/gif;base64,BAUG\"")
        .doesNotContain("cid:");
    assertThat(preview.text()).contains("Our shop");
  }

  @Test
  void showTheLinkOfMailThatCanBeDeclined() {
    String account = html(Envelope.plain());
    String news = html(Envelope.about("sample.news"));
    assertThat(account).doesNotContain("/mail/unsubscribe");
    assertThat(news).contains("href=\"https://carafe.example/mail/unsubscribe/preview\"");
  }

  private static String html(Envelope envelope) {
    var sample = new MailSample("sample.picture", Map.of(), envelope);
    return previews(sample).render("sample.picture", Locale.ENGLISH).orElseThrow().html();
  }

  @Test
  void tellThatASampleLacksItsPictures() {
    MailPreview preview =
        previews(new MailSample("sample.picture", Map.of()))
            .render("sample.picture", Locale.ENGLISH)
            .orElseThrow();
    assertThat(preview.html()).contains("\"cid:logo\"");
  }

  private static MailPreviews previews(MailSample sample) {
    return new MailPreviews(
        Messages.of(List.of(new MailBlueprint(), new SampleBlueprint())),
        "Carafe",
        URI.create("https://carafe.example"),
        List.of(sample));
  }
}
