package org.carafe.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.testing.SmtpSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recomputes signatures as a receiver does (RFC 6376, 3.7 and 6.1), without the library. */
class DkimTest {

  private static KeyPair keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = generate(2048);
  }

  private static KeyPair generate(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello", "Grüße, 简历", "  two   spaces  "})
  void signsWhatTheReceiverSees(String subject) throws Exception {
    try (SmtpSink sink = SmtpSink.start(0)) {
      SmtpTransport transport =
          SmtpTransportTest.transport(
              sink.port(), "none", Map.of("mail.dkim.key", pem(keys), "mail.dkim.selector", "s1"));
      for (int i = 0; i < 2; i++) { // the second on the same connection, by the same signer
        String address = "ada" + i + "@example.org";
        transport.deliver(SmtpTransportTest.mail(address, "Ada Ümlaut", subject));
        MimeMessage message = sink.await(address).message();
        Map<String, String> tags = tags(message.getHeader("DKIM-Signature")[0]);
        assertThat(tags)
            .containsEntry("d", "carafe.example")
            .containsEntry("s", "s1")
            .containsEntry("a", "rsa-sha256")
            .containsEntry("c", "relaxed/relaxed")
            .doesNotContainKey("l");
        assertThat(signedHeaders(tags)).contains("from", "to", "subject", "date", "message-id");
        assertThat(message.getMessageID()).isEqualTo("<1@carafe.example>");
        assertThat(bodyHash(message)).isEqualTo(tags.get("bh"));
        assertThat(verifies(message, tags)).isTrue();
        message.setHeader("Subject", "Something else");
        assertThat(verifies(message, tags)).isFalse();
      }
    }
  }

  /** RFC 8058, 4: else a receiver must not offer the one click. */
  @Test
  void signsHowTheMailCanBeDeclined() throws Exception {
    try (SmtpSink sink = SmtpSink.start(0)) {
      SmtpTransportTest.transport(sink.port(), "none", Map.of("mail.dkim.key", pem(keys)))
          .deliver(
              EnvelopeTest.mail(Envelope.plain(), "https://carafe.example/mail/unsubscribe/t"));
      MimeMessage message = sink.await("ada@example.org").message();
      Map<String, String> tags = tags(message.getHeader("DKIM-Signature")[0]);
      assertThat(signedHeaders(tags)).contains("list-unsubscribe", "list-unsubscribe-post");
      assertThat(verifies(message, tags)).isTrue();
    }
  }

  /** RFC 6376, 8.15: else whoever got a mail could send it on as ours, with another face. */
  @ParameterizedTest
  @ValueSource(strings = {"From", "Subject", "To", "Date", "Reply-To", "Cc", "Content-Type"})
  void signsThatThereIsNoOtherHeader(String name) throws Exception {
    try (SmtpSink sink = SmtpSink.start(0)) {
      SmtpTransportTest.transport(sink.port(), "none", Map.of("mail.dkim.key", pem(keys)))
          .deliver(SmtpTransportTest.mail("ada@example.org", "Ada", "Hello"));
      MimeMessage message = sink.await("ada@example.org").message();
      Map<String, String> tags = tags(message.getHeader("DKIM-Signature")[0]);
      assertThat(verifies(message, tags)).isTrue();
      var source = new ByteArrayOutputStream();
      source.writeBytes((name + ": eve@example.com\r\n").getBytes(ISO_8859_1));
      message.writeTo(source);
      var changed = new MimeMessage(null, new ByteArrayInputStream(source.toByteArray()));
      assertThat(changed.getHeader("DKIM-Signature")).hasSize(1);
      assertThat(verifies(changed, tags)).isFalse();
    }
  }

  @Test
  void refusesKeysThatAreNone() throws Exception {
    assertThat(Dkim.complaint(pem(keys))).isEmpty();
    assertThat(Dkim.complaint(pem(generate(1024))))
        .hasValueSatisfying(complaint -> assertThat(complaint).contains("2048"));
    assertThatThrownBy(
            () -> SmtpTransportTest.transport(25, "none", Map.of("mail.dkim.key", "c2VjcmV0")))
        .hasMessageContaining("mail.dkim.key")
        .hasMessageContaining("openssl genpkey")
        .hasMessageNotContaining("c2VjcmV0");
  }

  private static Map<String, String> tags(String header) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : header.replaceAll("\\s", "").split(";")) {
      String[] parts = tag.split("=", 2);
      tags.put(parts[0], parts[1]);
    }
    return tags;
  }

  private static List<String> signedHeaders(Map<String, String> tags) {
    return Arrays.stream(tags.get("h").toLowerCase(Locale.ROOT).split(":")).toList();
  }

  private static String bodyHash(MimeMessage message) throws Exception {
    var out = new ByteArrayOutputStream();
    message.writeTo(out);
    String whole = out.toString(ISO_8859_1);
    String body = whole.substring(whole.indexOf("\r\n\r\n") + 4);
    String relaxed =
        body.replaceAll("[ \t]+\r\n", "\r\n").replaceAll("[ \t]+", " ").replaceAll("(\r\n)*$", "")
            + "\r\n";
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(relaxed.getBytes(ISO_8859_1));
    return Base64.getEncoder().encodeToString(digest);
  }

  private static boolean verifies(MimeMessage message, Map<String, String> tags) throws Exception {
    var signed = new StringBuilder();
    List<Header> left = Collections.list(message.getAllHeaders());
    Collections.reverse(left); // 5.4.2: of several the last one first
    for (String name : signedHeaders(tags)) {
      Optional<Header> next =
          left.stream().filter(header -> header.getName().equalsIgnoreCase(name)).findFirst();
      next.ifPresent(header -> signed.append(relaxed(name, header.getValue())).append("\r\n"));
      next.ifPresent(left::remove);
    }
    String own = message.getHeader("DKIM-Signature")[0];
    signed.append(relaxed("dkim-signature", own.replaceAll("(?s)([;\\s]b=)[^;]*", "$1")));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update(signed.toString().getBytes(ISO_8859_1));
    return signature.verify(Base64.getDecoder().decode(tags.get("b")));
  }

  private static String relaxed(String name, String value) {
    return name + ":" + value.replaceAll("\r\n", "").replaceAll("[ \t]+", " ").strip();
  }
}
