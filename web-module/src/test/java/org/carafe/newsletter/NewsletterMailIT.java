package org.carafe.newsletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.carafe.mail.Envelope;
import org.carafe.mail.MailPreferences;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.testing.Answer;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Mail;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One newsletter from the sender's transaction to the reader's mail program, and its one click. */
@ContainerTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewsletterMailIT {
  private static final String NEWS = "newsletter.news";
  private static final String READER = "reader@zeitung-bücher.example";
  private static final String IN_SMTP = "reader@xn--zeitung-bcher-4ob.example";
  private static final byte[] PICTURE = {1, 2, 3};

  @Inject Mailer mailer;
  @Inject MailPreferences preferences;

  @Test
  @Order(1)
  void isSent() {
    preferences.accept(READER, NEWS);
    assertThat(send()).isTrue();
  }

  @Test
  @Order(2)
  @RunAsClient
  void arrivesWholeAndIsDeclinedByOneClick() throws Exception {
    Mail mail = Site.current().inbox().await(IN_SMTP);
    MimeMessage message = mail.message();
    assertThat(mail.to()).containsExactlyInAnyOrder(IN_SMTP, "copy@newsletter.example");
    assertThat(message.getHeader("Cc")).containsExactly("copy@newsletter.example");
    assertThat(message.getHeader("Reply-To")).containsExactly("editor@newsletter.example");
    assertThat(Site.current().inbox().receivedBy(IN_SMTP))
        .as("the reader's, the copy and the blind copy")
        .hasSize(3);
    var source = new ByteArrayOutputStream();
    message.writeTo(source);
    assertThat(source.toString(UTF_8)).doesNotContain("blind@newsletter.example");

    Multipart mixed = (Multipart) message.getContent();
    Multipart texts = (Multipart) mixed.getBodyPart(0).getContent();
    Multipart related = (Multipart) texts.getBodyPart(1).getContent();
    BodyPart picture = related.getBodyPart(1);
    assertThat(picture.getHeader("Content-ID")).containsExactly("<pump>");
    assertThat(picture.getInputStream().readAllBytes()).isEqualTo(PICTURE);
    assertThat(mail.html()).contains("cid:pump");
    BodyPart file = mixed.getBodyPart(1);
    assertThat(MimeUtility.decodeText(file.getFileName())).isEqualTo("Grüße.txt");
    assertThat(file.getDisposition()).isEqualTo(Part.ATTACHMENT);

    assertThat(message.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    String link = message.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
    assertThat(mail.text()).contains(link);
    Answer answer =
        new Visitor(Site.current().url())
            .send(
                "POST",
                URI.create(link).getRawPath(),
                "List-Unsubscribe=One-Click",
                "Content-Type",
                "application/x-www-form-urlencoded");
    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  @Order(3)
  void isNotSentAnyMore() {
    assertThat(preferences.wants(READER, NEWS)).isFalse();
    assertThat(send()).isFalse();
  }

  private boolean send() {
    return mailer
        .send(
            new Recipient(READER, "Ada Ümlaut", Locale.GERMAN, ZoneOffset.UTC),
            NEWS,
            Map.of("pump", "Eine Pumpe"),
            Envelope.about(NEWS)
                .copyTo("copy@newsletter.example")
                .blindCopyTo("blind@newsletter.example")
                .replyTo("editor@newsletter.example")
                .picture("pump", "image/png", PICTURE)
                .attach("Grüße.txt", "text/plain", "Hällo".getBytes(UTF_8)))
        .isPresent();
  }
}
