package org.carafe.dev.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.carafe.mail.OutgoingMail;
import org.carafe.mail.entity.MailEnclosure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxFolderTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path temporary;

  private InboxFolder inbox;

  @BeforeEach
  void open() {
    inbox = new InboxFolder(() -> temporary.resolve("mail"));
  }

  @Test
  void isEmptyAtFirst() throws Exception {
    assertThat(inbox.newest()).isEmpty();
    assertThat(inbox.clear()).isZero();
  }

  @Test
  void readsWhatItKept() throws Exception {
    keep(1, "Grüße");
    ReceivedMail mail = inbox.newest().get(0);
    assertThat(mail.subject()).isEqualTo("Grüße");
    assertThat(mail.to()).isEqualTo("Zoë <zoe@example.org>");
    assertThat(mail.from()).isEqualTo("Carafe <carafe@localhost>");
    assertThat(mail.html()).isEqualToIgnoringNewLines("<p>Hällo</p>");
    assertThat(mail.text()).isEqualToIgnoringNewLines("Hällo");
    assertThat(mail.writtenAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(mail.headers()).anyMatch(header -> header.getName().equals("Message-ID"));
    assertThat(mail.source()).contains("Subject: =?UTF-8?");
    assertThat(inbox.find(mail.id()).orElseThrow().subject()).isEqualTo("Grüße");
  }

  @Test
  void showsEachPictureInItsPlace() throws Exception {
    OutgoingMail mail =
        new OutgoingMail(
            1,
            "<1@carafe.example>",
            "zoe@example.org",
            "",
            Locale.GERMAN,
            "Pictures",
            "<img src=\"cid:logo2\" alt=''><img src='cid:logo' alt=''><a href='cid:none'>x</a>\n",
            "Hello\n",
            NOW,
            new OutgoingMail.Extras(
                List.of(),
                List.of(),
                null,
                null,
                List.of(
                    new MailEnclosure(0, "logo", "image/png", "logo", new byte[] {1, 2, 3}),
                    new MailEnclosure(1, "logo2", "image/gif", "logo2", new byte[] {4, 5, 6}))));
    MimeMessage message =
        mail.toMimeMessage(Session.getInstance(new Properties()), "Carafe <carafe@localhost>");
    inbox.keep(NOW, mail.messageId(), message::writeTo);
    assertThat(inbox.newest().get(0).htmlWithPictures())
        .contains("src=\"data:image/gif;base64,BAUG\"", "src='data:image/png;base64,AQID'")
        .contains("href='cid:none'");
  }

  @Test
  void listsTheNewestFirstAndOneThatCameTwiceOnce() throws Exception {
    keep(1, "first");
    keep(3, "third");
    keep(2, "second");
    keep(3, "third");
    assertThat(inbox.newest())
        .extracting(ReceivedMail::subject)
        .isEqualTo(List.of("third", "second", "first"));
    assertThat(inbox.clear()).isEqualTo(3);
    assertThat(inbox.newest()).isEmpty();
  }

  @Test
  void leavesOtherFilesAlone() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("mail")).resolve("notes.eml");
    Files.write(other, "mine".getBytes(UTF_8));
    assertThat(inbox.newest()).isEmpty();
    inbox.clear();
    assertThat(other).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../etc/passwd", "1772366401000-00000000", "1-2", "x\u0000"})
  void findsNothingElse(String id) throws Exception {
    keep(1, "first");
    assertThat(inbox.find(id)).isEmpty();
  }

  private void keep(int second, String subject) throws Exception {
    OutgoingMail mail =
        new OutgoingMail(
            second,
            "<" + second + "@carafe.example>",
            "zoe@example.org",
            "Zoë",
            Locale.GERMAN,
            subject,
            "<p>Hällo</p>\n",
            "Hällo\n",
            NOW.plusSeconds(second),
            OutgoingMail.Extras.NONE);
    MimeMessage message =
        mail.toMimeMessage(Session.getInstance(new Properties()), "Carafe <carafe@localhost>");
    inbox.keep(mail.createdAt(), mail.messageId(), message::writeTo);
  }
}
