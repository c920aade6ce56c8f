package org.carafe.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.core.signing.Signer;
import org.carafe.core.signing.SigningKeys;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.testing.Cases;
import org.carafe.testing.Mail;
import org.carafe.testing.Ports;
import org.carafe.testing.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {

  private static final Function<String, Signer> SIGNERS =
      purpose -> Signer.forPurpose(SigningKeys.of("a key for tests alone"), purpose);

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

  private static RelayTransport transport(Session session) {
    Duration minute = Duration.ofMinutes(1);
    return new RelayTransport(session, false, new RelaySockets(minute), minute);
  }

  @Nested
  class Copies {
    private static final String DATA_END = ".";

    @Test
    void thatAreRefusedKeepTheMailFromNobodyElse() throws Exception {
      String refusal = "550 5.7.1 no automatic mail here";
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of("RCPT TO:<books@example.org>", refusal))) {
        Envelope envelope =
            Envelope.plain().copyTo("books@example.org").blindCopyTo("eve@example.org");
        String answer = transport(relay.port(), "none").deliver(EnvelopeTest.mail(envelope, null));
        assertThat(answer).startsWith("250").contains("without a copy", refusal);
        assertThat(relay.commands()).filteredOn(DATA_END::equals).hasSize(1);
        int second = relay.commands().lastIndexOf("RSET");
        assertThat(relay.commands().subList(second, relay.commands().size()))
            .filteredOn(line -> line.startsWith("RCPT"))
            .containsExactly("RCPT TO:<ada@example.org>", "RCPT TO:<eve@example.org>");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "RCPT TO:<books@example.org>, 451 4.7.1 come back later, DEFERRED",
      "RCPT, 550 5.1.1 no such mailbox, REFUSED"
    })
    void waitAndEndWithTheMailOtherwise(String command, String reply, Kind kind) throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of(command, reply))) {
        OutgoingMail mail = EnvelopeTest.mail(Envelope.plain().copyTo("books@example.org"), null);
        assertThat(failure(transport(relay.port(), "none"), mail).kind()).isEqualTo(kind);
        assertThat(relay.commands()).doesNotContain(DATA_END);
      }
    }
  }

  @Nested
  class ARelayThatIsNone {
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
      other.shutdownNow();
    }

    /** Says this again and again to whoever calls, with a pause. */
    private int say(String greeting, String again, long pause) throws Exception {
      var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      other.execute(
          () -> {
            try (door;
                Socket caller = door.accept()) {
              caller.getOutputStream().write(greeting.getBytes(US_ASCII));
              while (true) {
                caller.getOutputStream().write(again.getBytes(US_ASCII));
                Thread.sleep(pause);
              }
            } catch (IOException | InterruptedException e) {
              // the caller has hung up
            }
          });
      return door.getLocalPort();
    }

    private static Relay relay(int port) throws DeliveryFailure {
      return Relay.unsigned(configuration(port, Map.of("mail.smtp.tls", "none")));
    }

    @Test
    void isHungUpOnWhenItTalksWithoutEnd() throws Exception {
      int port = say("220 ", "a".repeat(10_000), 0);
      DeliveryFailure failure =
          catchThrowableOfType(DeliveryFailure.class, () -> relay(port).connect(false));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.answer()).contains("longer than 262144 bytes");
    }

    @Test
    void isHungUpOnWhenItSpeaksDropByDrop() throws Exception {
      int port = say("220 ", "a", 100);
      DeliveryFailure failure =
          catchThrowableOfType(
              DeliveryFailure.class,
              () -> relay(port).within(Duration.ofSeconds(1)).connect(false));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.answer()).startsWith("The relay does not answer in time.");
    }
  }

  @Nested
  class OneConnection {

    @Test
    void takesTheNextMailAfterOneWasRefused() throws Exception {
      try (ScriptedSmtp relay =
          new ScriptedSmtp(Map.of("RCPT TO:<gone@example.org>", "550 5.1.1 no such user"))) {
        SmtpTransport transport = transport(relay.port(), "none");
        assertThat(transport.deliver(mail("ada@example.org", "", "Hello"))).startsWith("250");
        assertThat(failure(transport, mail("gone@example.org", "", "Hello")).kind())
            .isEqualTo(Kind.REFUSED);
        transport.deliver(mail("eve@example.org", "", "Hello"));
        assertThat(relay.commands()).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
        assertThat(relay.commands()).contains("RSET");
      }
    }

    @Test
    void isOpenedAgainWhenTheRelayHungUpInBetween() throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of()).hangingUpAfterEachMail()) {
        SmtpTransport transport = transport(relay.port(), "none");
        for (int i = 0; i < 3; i++) {
          transport.deliver(mail("ada@example.org", "", "Hello"));
        }
        assertThat(relay.commands()).filteredOn(line -> line.equals(".")).hasSize(3);
        assertThat(relay.commands()).filteredOn(line -> line.startsWith("EHLO")).hasSize(3);
      }
    }
  }

  @Nested
  class Utf8 {

    @Test
    void isSpokenWhereTheRelayOffersIt() throws Exception {
      try (ScriptedSmtp relay =
          new ScriptedSmtp(Map.of("EHLO", "250-relay\r\n250-8BITMIME\r\n250 SMTPUTF8"))) {
        transport(relay.port(), "none").deliver(mail("josé@bücher.example", "", "Hello"));
        assertThat(relay.commands())
            .anyMatch(line -> line.startsWith("MAIL FROM:") && line.contains("SMTPUTF8"))
            .contains("RCPT TO:<josé@xn--bcher-kva.example>");
      }
    }

    @ParameterizedTest
    @MethodSource("beyondAscii")
    void isSpokenForCopiesAndAnswersToo(Envelope envelope) throws Exception {
      try (ScriptedSmtp relay =
          new ScriptedSmtp(Map.of("EHLO", "250-relay\r\n250-8BITMIME\r\n250 SMTPUTF8"))) {
        transport(relay.port(), "none").deliver(EnvelopeTest.mail(envelope, null));
        assertThat(relay.commands())
            .anyMatch(line -> line.startsWith("MAIL FROM:") && line.contains("SMTPUTF8"))
            .filteredOn(line -> line.startsWith("RCPT"))
            .allMatch(line -> line.equals("RCPT TO:<ada@example.org>") || line.contains("Ł"));
      }
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of())) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), EnvelopeTest.mail(envelope, null));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.answer()).startsWith("553 5.6.7");
        assertThat(relay.commands()).noneMatch(line -> line.matches("(MAIL|RCPT|DATA).*"));
      }
    }

    static Stream<Envelope> beyondAscii() {
      return Stream.of(
          Envelope.plain().copyTo("Łukasz@e.example"),
          Envelope.plain().blindCopyTo("Łukasz@e.example"),
          Envelope.plain().copyTo("eveɀevil.exampleŁľĠORCPT=rfc822x@e.example"),
          Envelope.plain().replyTo("Łukasz@e.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Łukasz@e.example", "eveɀevil.exampleľĠNOTIFY=NEVER@e.example"})
    void isNeededForEveryLetterBeyondAsciiInACommand(String address) throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of())) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(relay.port()));
        Session session = Session.getInstance(properties);
        try (var transport = transport(session)) {
          transport.connect();
          var message = new RelayedMessage(session, "<1@carafe.example>");
          message.setFrom("no-reply@carafe.example");
          message.setText("Hello");
          var recipients = new InternetAddress[] {new InternetAddress(address)};
          assertThatThrownBy(() -> transport.sendMessage(message, recipients))
              .isInstanceOf(MessagingException.class)
              .hasMessageStartingWith("553 5.6.7");
          recipients[0] = new InternetAddress("ada@example.org");
          message.setEnvelopeFrom(address);
          assertThatThrownBy(() -> transport.sendMessage(message, recipients))
              .isInstanceOf(MessagingException.class)
              .hasMessageStartingWith("553 5.6.7");
        }
        assertThat(relay.commands()).noneMatch(line -> line.matches("(MAIL|RCPT).*"));
      }
    }

    @Test
    void isNotForcedUponARelay() throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of())) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), mail("josé@example.org", "", "Hello"));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.answer()).startsWith("553 5.6.7").contains("SMTPUTF8");
        assertThat(relay.commands()).noneMatch(line -> line.startsWith("MAIL"));
      }
    }
  }

  @Nested
  class ReturnPath {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final ReturnPaths paths =
        new ReturnPaths("bounce@example.org", SIGNERS.apply(ReturnPaths.PURPOSE));

    @Test
    void namesTheMailAndFitsALocalPart() throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of())) {
        Map<String, String> more = Map.of("mail.bounce.address", "bounce@example.org");
        transport(relay.port(), "none", more).deliver(mail("ada@example.org", "", "Hello"));
        String from =
            relay.commands().stream().filter(line -> line.startsWith("MAIL")).findFirst().get();
        String address = from.substring(from.indexOf('<') + 1, from.indexOf('>'));
        assertThat(address).startsWith("bounce+").endsWith("@example.org");
        assertThat(paths.mail(address, NOW)).contains(1L);
      }
      String longest = paths.of(0xFFFF_FFFFL, NOW);
      assertThat(longest.substring(0, longest.indexOf('@'))).hasSizeLessThanOrEqualTo(64);
      assertThat(MailAddress.parse(longest)).isPresent();
      assertThat(paths.mail(longest, NOW)).contains(0xFFFF_FFFFL);
    }

    @Test
    void cannotBeMadeUp() {
      String address = paths.of(7, NOW);
      assertThat(paths.mail(address.replace("bounce+", "bounce+A"), NOW)).isEmpty();
      assertThat(paths.mail(address.replace("example.org", "example.com"), NOW)).isEmpty();
      assertThat(paths.mail("bounce+@example.org", NOW)).isEmpty();
      assertThat(paths.mail("bounce@example.org", NOW)).isEmpty();
      assertThat(paths.mail(address, NOW.plus(Duration.ofDays(31)))).isEmpty();
      var other = new ReturnPaths("bounce@example.org", SIGNERS.apply("another purpose"));
      assertThat(paths.mail(other.of(7, NOW), NOW)).isEmpty();
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
      "MAIL, 421 4.3.2 shutting down, UNREACHABLE",
      "RCPT, 421 4.7.0 not now, DEFERRED",
      "RCPT, 530 5.7.0 not for you, DEFERRED",
      "., 421 4.3.2 shutting down, DEFERRED",
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
    @CsvSource({
      "RCPT, 550 5.1.1 no such user, true",
      "RCPT, 550-5.1.1 no such user, true",
      "RCPT, 550 5.1.10 takes no mail, true",
      "RCPT, 550 5.2.1 disabled, true",
      "RCPT, 550 5.7.1 we do not like you, false",
      "RCPT, 552 5.2.2 mailbox full, false",
      "RCPT, 550 5.1.11 something else, false",
      "RCPT, 550 no such user, false",
      "RCPT, 451 4.1.1 ask later, false",
      "MAIL, 550 5.1.1 you are nobody, false",
      "., 550 5.1.1 no such user, false"
    })
    void tellsAMailboxThatDoesNotExist(String verb, String answer, boolean unknown)
        throws Exception {
      String reply = answer.replace("550-5.1.1 ", "550-5.1.1 see\r\n550 5.1.1 ");
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of(verb, reply))) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), mail("ada@bücher.example", "", "Hello"));
        assertThat(failure.unknownMailbox().isPresent()).isEqualTo(unknown);
        assertThat(failure.unknownMailbox().stream())
            .allSatisfy(it -> assertThat(it).isEqualTo("ada@xn--bcher-kva.example"));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "CONNECT, UNREACHABLE",
      "MAIL, UNREACHABLE",
      "RCPT, DEFERRED",
      "DATA, DEFERRED",
      "., DEFERRED"
    })
    void triesAgainWhenTheRelayHangsUp(String verb, Kind kind) throws Exception {
      try (ScriptedSmtp relay = new ScriptedSmtp(Map.of(verb, ScriptedSmtp.HANG_UP))) {
        DeliveryFailure failure =
            failure(transport(relay.port(), "none"), mail("ada@example.org", "", "Hello"));
        assertThat(failure.kind()).isEqualTo(kind);
      }
    }

    @Test
    void tellsNobodyThePassword() throws Exception {
      var secret = Map.of("mail.smtp.user", "carafe", "mail.smtp.password", "Correct-horse-7");
      assertThat(Relay.unsigned(configuration(25, secret)).toString())
          .contains("127.0.0.1")
          .doesNotContain("Correct-horse-7");
    }

    /** RFC 5321, 4.5.3.2.6. */
    @Test
    void isNoSlownessOfLessThanTenMinutes() throws Exception {
      Properties relay = Relay.unsigned(configuration(25, Map.of())).properties();
      assertThat(relay.getProperty("mail.smtp.timeout")).isEqualTo("600000");
      assertThat(relay.getProperty("mail.smtp.connectiontimeout")).isEqualTo("5000");
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

  static OutgoingMail mail(String address, String name, String subject) {
    return new OutgoingMail(
        1,
        "<1@carafe.example>",
        address,
        name,
        Locale.GERMAN,
        subject,
        "<p>Hällo</p>\n",
        "Hällo\n",
        Instant.parse("2026-03-01T12:00:00Z"),
        OutgoingMail.Extras.NONE);
  }

  private static SmtpTransport transport(int port, String tls) {
    return transport(port, tls, Map.of());
  }

  static SmtpTransport transport(int port, String tls, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("mail.smtp.tls", tls));
    settings.putAll(more);
    Configuration configuration = configuration(port, settings);
    return new SmtpTransport(() -> configuration, SIGNERS);
  }

  static Configuration configuration(int port, Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "carafe.profile", "test",
                "carafe.config", "none",
                "mail.from", "Carafe <no-reply@carafe.example>",
                "mail.smtp.host", "127.0.0.1",
                "mail.smtp.port", String.valueOf(port)));
    settings.putAll(more);
    return Configuration.load(
        new Surroundings(settings, Map.of(), Path.of("target")), MailSettings.ALL);
  }
}
