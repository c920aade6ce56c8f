package org.carafe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SmtpSinkTest {
  @Test
  void keepsWhatItReceivesDecoded() throws MessagingException {
    try (var sink = SmtpSink.start(0)) {
      send(sink.port(), "ada@example.test", "Grüße");

      var mail = sink.await("ada@example.test");

      assertThat(mail.subject()).isEqualTo("Grüße");
      assertThat(mail.from()).isEqualTo("carafe@example.test");
      assertThat(mail.text()).contains("Schön");
      assertThat(mail.html()).contains("<p>");
      assertThat(mail.link("/confirm/")).isEqualTo("http://localhost/confirm/t0ken");
      assertThatThrownBy(() -> mail.link("/reset/")).hasMessageContaining("no link with /reset/");
      assertThat(sink.receivedBy("bob@example.test")).isEmpty();
      sink.clear();
      assertThat(sink.received()).isEmpty();
    }
  }

  private static void send(int port, String to, String subject) throws MessagingException {
    var properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(port));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("carafe@example.test"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    var text = new MimeBodyPart();
    text.setText("Schön: http://localhost/confirm/t0ken\n", "UTF-8");
    var html = new MimeBodyPart();
    html.setContent("<p>Schön</p>", "text/html; charset=UTF-8");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }
}
