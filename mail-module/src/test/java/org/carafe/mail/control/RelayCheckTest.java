package org.carafe.mail.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.Surroundings;
import org.carafe.core.doctor.Finding;
import org.carafe.core.doctor.Finding.State;
import org.carafe.mail.MailSettings;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.MoodyRelay.Door;
import org.carafe.testing.MoodyRelay.Mood;
import org.carafe.testing.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayCheckTest {
  private static List<Finding> findings(int port) {
    return findings(port, "", "");
  }

  private static List<Finding> findings(int port, String user, String password) {
    var properties =
        Map.of(
            "carafe.profile",
            "test",
            "mail.transport",
            "smtp",
            "mail.smtp.host",
            "127.0.0.1",
            "mail.smtp.port",
            String.valueOf(port),
            "mail.smtp.user",
            user,
            "mail.smtp.password",
            password);
    var surroundings = new Surroundings(properties, Map.of(), Path.of("nowhere"));
    return new RelayCheck().findings(Configuration.read(surroundings, MailSettings.ALL));
  }

  @Test
  void talksToARealRelay() {
    int port = Ports.free();
    var relay = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    relay.start();
    try {
      assertThat(findings(port))
          .singleElement()
          .satisfies(finding -> assertThat(finding.state()).isEqualTo(State.OK));
    } finally {
      relay.stop();
    }
  }

  @Test
  void saysWhatToMendWhereNothingListens() {
    assertThat(findings(Ports.free()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.WRONG);
              assertThat(finding.remedy()).contains("mail.smtp.host");
            });
  }

  /** As the inbox does: settings that were copied from production reach nobody. */
  @ParameterizedTest
  @CsvSource({
    "dev, , relay.example.org, false",
    "test, inbox, relay.example.org, false",
    "dev, , 127.0.0.1, true",
    "dev, smtp, relay.example.org, true",
    "prod, , relay.example.org, true"
  })
  void asksTheRelayThatMailGoesTo(String profile, String transport, String host, boolean goes) {
    Map<String, String> properties =
        new HashMap<>(Map.of("carafe.profile", profile, "mail.smtp.host", host));
    properties.put("mail.from", "carafe@example.org");
    if (transport != null) {
      properties.put("mail.transport", transport);
    }
    var surroundings = new Surroundings(properties, Map.of(), Path.of("nowhere"));
    Configuration configuration = Configuration.read(surroundings, MailSettings.ALL);
    assertThat(MailSettings.goesToRelay(configuration)).isEqualTo(goes);
    if (!goes) {
      assertThat(new RelayCheck().findings(configuration))
          .singleElement()
          .satisfies(finding -> assertThat(finding.text()).contains("stays in the inbox"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v=DKIM1; k=rsa; p=abc+/=, true",
    "k=rsa;p=abc +/=, true",
    "v=DKIM1; p=other, false",
    "v=DKIM1; p=, false"
  })
  void takesNoOtherKeyForOurs(String record, boolean ours) {
    assertThat(RelayCheck.holds(record, "abc+/=")).isEqualTo(ours);
  }

  @Test
  void signsInAndTellsAsWhom() {
    try (var relay = MoodyRelay.start(0, mail -> Mood.TAKES)) {
      relay.guard(new Door(null, false, "carafe Correct-horse-7"));
      assertThat(findings(relay.port(), "carafe", "Correct-horse-7"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.text()).endsWith("lets us in, as carafe."));
      assertThat(findings(relay.port(), "carafe", "guessed"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.state()).isEqualTo(State.WRONG);
                assertThat(finding.text()).contains("does not accept our account. 535");
                assertThat(finding.remedy()).contains("mail.smtp.password");
              });
      assertThat(relay.count()).as("mail that was sent").isZero();
      relay.guard(Door.OPEN);
      assertThat(findings(relay.port(), "carafe", "Correct-horse-7"))
          .extracting(Finding::state)
          .containsExactly(State.OK, State.NOTE);
    }
  }
}
