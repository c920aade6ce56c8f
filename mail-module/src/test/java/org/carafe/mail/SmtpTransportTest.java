package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.testing.Cases;
import org.carafe.testing.Mail;
import org.carafe.testing.Ports;
import org.carafe.testing.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpTransportTest {

  @Nested
  class ToARelay {

    private static SmtpSink sink;

    private final SmtpTransport transport = transport(sink.port(), "none");

    static Stream<String> injections() {
      return Cases.of("mail_header_injection").texts("cases");
    }

    @BeforeAll
    static void listen() {
      sink = SmtpSink.start(0);
    }

    @BeforeEach
    void forget() {
      sink.clear();
    }

    @AfterAll
    static void stop() {
      sink.close();
    }

    @Test
    void deliversHtmlAndText() throws Exception {
      transport.deliver(mail("ada@example.org", "Ada Ümlaut", "Grüße, 简历"));
      Mail mail = sink.await("ada@example.org");
      assertThat(mail.subject()).isEqualTo("Grüße, 简历");
      assertThat(mail.text()).isEqualToNormalizingNewlines("Hällo\n");
      assertThat(mail.html()).isEqualToNormalizingNewlines("<p>Hällo</p>\n");
      MimeMessage message = mail.message();
      assertThat(message.getMessageID()).isEqualTo("<1@carafe.example>");
      assertThat(message.getSentDate()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
      assertThat(message.getFrom()[0]).hasToString("Carafe <no-reply@carafe.example>");
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getHeader("Content-Language")).containsExactly("de");
    }

    @Test
    void reachesInternationalDomains() throws Exception {
      transport.deliver(mail("ada@bücher.example", "", "Hello"));
      assertThat(sink.await("ada@xn--bcher-kva.example").subject()).isEqualTo("Hello");
    }

    @Test
    void keepsTheConnectionForTheNextMail() throws Exception {
      for (int i = 0; i < 20; i++) {
        transport.deliver(mail("a" + i + "@example.org", "", "Hello " + i));
      }
      assertThat(sink.received()).hasSize(20);
      transport.close();
    }

    @ParameterizedTest
    @MethodSource("injections")
    void writesOneHeaderOfEachKindWhateverTheTextsAre(String text) throws Exception {
      transport.deliver(mail("ada@example.org", text, text));
      Mail mail = sink.await("ada@example.org");
      assertThat(mail.to()).containsExactly("ada@example.org");
      for (String header : new String[] {"To", "Subject", "From", "Message-ID"}) {
        assertThat(mail.message().getHeader(header)).as(header).hasSize(1);
      }
      assertThat(mail.message().getHeader("Bcc")).isNull();
    }

    @ParameterizedTest
    @MethodSource("injections")
    void writesToTheOneStoredAddress(String address) throws Exception {
      if (MailAddress.parse(address).isEmpty()) {
        DeliveryFailure failure = failure(transport, mail(address, "", "Hello"));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(sink.received()).isEmpty();
      } else {
        transport.deliver(mail(address, "", "Hello"));
        assertThat(sink.await(address).to()).containsExactly(address);
        assertThat(sink.received()).hasSize(1);
      }
    }
  }

  @Nested
  class WhatFailureMeans {

    @ParameterizedTest
    @CsvSource({
      "RCPT, 550 5.1.1 no such user, REFUSED",
      "RCPT, 451 4.7.1 come back later, DEFERRED",
      "MAIL, 452 too much, DEFERRED",
      "MAIL, 530 5.7.0 authenticate first, UNREACHABLE",
      "DATA, 554 5.7.1 spam, REFUSED",
      "., 552 5.2.2 mailbox full, REFUSED",
      "., 421 4.3.2 shutting down, UNREACHABLE",
      "EHLO, 421 busy, UNREACHABLE",
      "CONNECT, 421 busy, UNREACHABLE"
    })
    void followsTheReply(String verb, String answer, Kind kind) throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of(verb, answer, "HELO", answer))) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), mail("ada@example.org", "", "Hello"));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.answer()).contains(answer.substring(4));
      }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT", "MAIL", "DATA", "."})
    void triesAgainWhenTheRelayHangsUp(String verb) throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of(verb, ScriptedSmtp.HANG_UP))) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), mail("ada@example.org", "", "Hello"));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      }
    }

    @Test
    void triesAgainWhenNobodyListens() {
      DeliveryFailure failure =
          failure(transport(Ports.free(), "none"), mail("ada@example.org", "", "Hello"));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void doesNotSendInTheClearWhereTlsIsDemanded() throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of())) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "starttls"), mail("ada@example.org", "", "Hello"));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(relay.commands()).noneMatch(command -> command.startsWith("MAIL"));
      }
    }
  }

  private static DeliveryFailure failure(SmtpTransport transport, OutgoingMail mail) {
    return catchThrowableOfType(DeliveryFailure.class, () -> transport.deliver(mail));
  }

  private static OutgoingMail mail(String address, String name, String subject) {
    return new OutgoingMail(
        "<1@carafe.example>",
        address,
        name,
        Locale.GERMAN,
        subject,
        "<p>Hällo</p>\n",
        "Hällo\n",
        Instant.parse("2026-03-01T12:00:00Z"));
  }

  private static SmtpTransport transport(int port, String tls) {
    Configuration configuration =
        Configuration.load(
            new Surroundings(
                Map.of(
                    "carafe.profile", "test",
                    "carafe.config", "none",
                    "mail.from", "Carafe <no-reply@carafe.example>",
                    "mail.smtp.host", "127.0.0.1",
                    "mail.smtp.port", String.valueOf(port),
                    "mail.smtp.tls", tls),
                Map.of(),
                Path.of("target")),
            MailSettings.ALL);
    return new SmtpTransport(() -> configuration);
  }
}
