package org.carafe.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.carafe.mail.DeliveryFailure.Kind;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Door;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Patience;
import org.carafe.testing.RelayCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a relay that encrypts and wants an account lets us in, and why it does not. */
class RelayDoorTest {
  private static final String PASSWORD = "Only-the-relay-knows-7";
  private static final String ACCOUNT = "carafe " + PASSWORD;

  @TempDir static Path folder;

  private static RelayCertificate certificate;
  private static RelayCertificate forAnother;
  private static Path authority;

  private final Map<String, String> settings = new HashMap<>();
  private MoodyRelay relay;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificate = RelayCertificate.forNames(folder, "ip:127.0.0.1");
    forAnother = RelayCertificate.forNames(folder, "dns:other.example");
    authority = Files.writeString(folder.resolve("authority.pem"), certificate.pem());
  }

  @BeforeEach
  void listen() {
    relay = MoodyRelay.start(0, mail -> Mood.TAKES);
    settings.put("mail.smtp.ca.file", authority.toAbsolutePath().toString());
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void opensToWhoTrustsItAndSignsIn(String tls) throws Exception {
    relay.guard(new Door(certificate, tls.equals("tls"), ACCOUNT));
    signInBySecretFiles(PASSWORD);
    SmtpTransport transport = transport(tls);

    assertThat(transport.deliver(SmtpTransportTest.mail("ada@example.org", "", "Hello")))
        .startsWith("250");
    transport.deliver(SmtpTransportTest.mail("eve@example.org", "", "Hello"));

    assertThat(relay.count()).isEqualTo(2);
    assertThat(relay.accounts()).as("once for both").containsExactly(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void staysShutToAWrongPassword(String tls) throws Exception {
    relay.guard(new Door(certificate, tls.equals("tls"), ACCOUNT));
    signInBySecretFiles("guessed");

    DeliveryFailure failure = failure(tls);

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.answer())
        .startsWith("The relay does not accept our account. 535 5.7.8")
        .doesNotContain("guessed");
    assertThat(failure.remedy()).contains("mail.smtp.password");
    assertThat(relay.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void isNotEnteredWhereNobodyWeTrustSignedItsCertificate(String tls) throws Exception {
    settings.remove("mail.smtp.ca.file");
    relay.guard(new Door(certificate, tls.equals("tls"), ACCOUNT));
    signInBySecretFiles(PASSWORD);

    DeliveryFailure failure = failure(tls);

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.answer())
        .startsWith("The relay's certificate was signed by nobody whom we trust.");
    assertThat(failure.remedy()).contains("MAIL_SMTP_CA_FILE");
    assertThat(relay.accounts()).as("what it was told").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void isNotEnteredUnderAnotherName(String tls) throws Exception {
    Files.writeString(authority, forAnother.pem());
    relay.guard(new Door(forAnother, tls.equals("tls"), ACCOUNT));
    signInBySecretFiles(PASSWORD);
    try {
      DeliveryFailure failure = failure(tls);
      assertThat(failure.answer()).startsWith("The relay's certificate is for another name.");
      assertThat(failure.remedy()).contains("mail.smtp.host");
      assertThat(relay.accounts()).isEmpty();
    } finally {
      Files.writeString(authority, certificate.pem());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void isNotEnteredWithACertificateThatIsOver(String tls) throws Exception {
    RelayCertificate expired = RelayCertificate.expired(folder, "ip:127.0.0.1");
    Path its = Files.writeString(folder.resolve("expired.pem"), expired.pem());
    settings.put("mail.smtp.ca.file", its.toAbsolutePath().toString());
    relay.guard(new Door(expired, tls.equals("tls"), null));

    assertThat(failure(tls).answer()).startsWith("The relay's certificate is not valid today.");
  }

  @Test
  void isNotEnteredUnencryptedWhereTlsIsWanted() {
    assertThat(failure("starttls").answer()).startsWith("The relay offers no STARTTLS.");
    DeliveryFailure plain = failure("tls");
    assertThat(plain.answer()).startsWith("The relay does not speak TLS at once.");
    assertThat(plain.remedy()).contains("starttls");
    assertThat(relay.count()).isZero();
  }

  @Test
  void isFoundSilentAndNotHangingWhereItSpeaksTlsAtOnceAndWeDoNot() throws Exception {
    relay.guard(new Door(certificate, true, null));
    settings.put("mail.smtp.tls", "starttls");
    long start = System.nanoTime();

    DeliveryFailure failure =
        catchThrowableOfType(
            DeliveryFailure.class,
            () -> RelayCall.make(SmtpTransportTest.configuration(relay.port(), settings)));

    assertThat(failure.answer()).startsWith("The relay does not answer in time.");
    assertThat(failure.remedy()).contains("mail.smtp.tls=tls");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Patience.LONGEST);
  }

  @Test
  void refusesAnAuthorityThatIsNone() {
    assertThat(RelayAuthority.complaint("hello").orElseThrow()).contains("openssl");
    assertThat(RelayAuthority.complaint(certificate.pem())).isEmpty();
    assertThat(RelayAuthority.complaint(certificate.pem() + forAnother.pem())).isEmpty();
  }

  private void signInBySecretFiles(String password) throws Exception {
    Path user = Files.writeString(folder.resolve("user"), "carafe\n");
    Path secret = Files.writeString(folder.resolve("password"), password + "\n");
    settings.put("mail.smtp.user.file", user.toAbsolutePath().toString());
    settings.put("mail.smtp.password.file", secret.toAbsolutePath().toString());
  }

  private DeliveryFailure failure(String tls) {
    SmtpTransport transport = transport(tls);
    return catchThrowableOfType(
        DeliveryFailure.class,
        () -> transport.deliver(SmtpTransportTest.mail("ada@example.org", "", "Hello")));
  }

  private SmtpTransport transport(String tls) {
    return SmtpTransportTest.transport(relay.port(), tls, settings);
  }
}
