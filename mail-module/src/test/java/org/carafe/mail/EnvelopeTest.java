package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carafe.testing.Mail;
import org.carafe.testing.SmtpSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail carries besides its texts, as the other side receives it. */
class EnvelopeTest {
  private static final byte[] PICTURE = {1, 2, 3};

  @Test
  void travelsWhole() throws Exception {
    Envelope envelope =
        Envelope.plain()
            .copyTo("grace@bücher.example")
            .blindCopyTo("audit@example.org")
            .replyTo("orders@example.org")
            .picture("logo", "image/png", PICTURE)
            .attach("Grüße.txt", "text/plain", "Hällo".getBytes(UTF_8));
    try (SmtpSink sink = SmtpSink.start(0)) {
      SmtpTransport transport = SmtpTransportTest.transport(sink.port(), "none", Map.of());
      transport.deliver(mail(envelope, "https://carafe.example/mail/unsubscribe/t"));
      Mail mail = sink.await("ada@example.org");
      MimeMessage message = mail.message();
      assertThat(mail.text()).contains("Hello");
      assertThat(mail.html()).contains("cid:logo");
      assertThat(message.getHeader("Cc")).containsExactly("grace@xn--bcher-kva.example");
      assertThat(message.getHeader("Reply-To")).containsExactly("orders@example.org");
      assertThat(message.getHeader("List-Unsubscribe"))
          .containsExactly("<https://carafe.example/mail/unsubscribe/t>");
      assertThat(message.getHeader("List-Unsubscribe-Post"))
          .containsExactly("List-Unsubscribe=One-Click");
      assertThat(sink.received()).hasSize(3).allSatisfy(EnvelopeTest::tellsNobodyOfBlindCopies);

      Multipart mixed = (Multipart) message.getContent();
      assertThat(mixed.getContentType()).startsWith("multipart/mixed");
      Multipart texts = (Multipart) mixed.getBodyPart(0).getContent();
      assertThat(texts.getBodyPart(0).getContentType()).startsWith("text/plain");
      Multipart related = (Multipart) texts.getBodyPart(1).getContent();
      assertThat(related.getContentType()).startsWith("multipart/related");
      BodyPart picture = related.getBodyPart(1);
      assertThat(picture.getHeader("Content-ID")).containsExactly("<logo>");
      assertThat(picture.getInputStream().readAllBytes()).isEqualTo(PICTURE);
      BodyPart file = mixed.getBodyPart(1);
      assertThat(MimeUtility.decodeText(file.getFileName())).isEqualTo("Grüße.txt");
      assertThat(file.getDisposition()).isEqualTo(Part.ATTACHMENT);
      assertThat(new String(file.getInputStream().readAllBytes(), UTF_8)).isEqualTo("Hällo");
    }
  }

  private static void tellsNobodyOfBlindCopies(Mail mail) {
    var source = new ByteArrayOutputStream();
    try {
      mail.message().writeTo(source);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(source.toString(UTF_8)).doesNotContain("audit@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody", "a@b.example\r\nBcc: eve@example.org", "a@b.example, c@d.example"})
  void takesAddressesAlone(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.plain().copyTo(address));
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.plain().blindCopyTo(address));
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.plain().replyTo(address));
  }

  @Test
  void takesTypesAndNamesThatAreSafeInAHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.plain().attach("x", "text/plain\r\nX: y", PICTURE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.plain().picture("a>\r\nX: y", "image/png", PICTURE));
    assertThat(Envelope.plain().attach("../a\r\nX: y", "text/plain", PICTURE).enclosures())
        .singleElement()
        .satisfies(one -> assertThat(one.name()).isEqualTo(".. a X: y"));
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.plain().attach("film", "video/mp4", new byte[11_000_000]))
        .withMessageContaining("Send a link");
  }

  static OutgoingMail mail(Envelope envelope, String unsubscribeUrl) {
    return new OutgoingMail(
        1,
        "<1@carafe.example>",
        "ada@example.org",
        "Ada",
        Locale.ENGLISH,
        "Receipt",
        "<p>Hello <img src=\"cid:logo\" alt=\"\"></p>\n",
        "Hello\n",
        Instant.parse("2026-03-01T12:00:00Z"),
        new OutgoingMail.Extras(
            List.copyOf(envelope.copies()),
            envelope.blindCopies(),
            envelope.replyTo().orElse(null),
            unsubscribeUrl,
            envelope.enclosures()));
  }
}
