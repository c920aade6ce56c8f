package org.carafe.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carafe.core.Application;
import org.carafe.core.http.SafeJoin;
import org.carafe.core.http.SecureFilename;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;
import org.carafe.mail.Envelope;
import org.carafe.mail.MailReference;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.testing.ContainerTest;
import org.junit.jupiter.api.Test;

/** Short pieces of the documents, in the server. */
@ContainerTest
class SnippetsIT {
  @Inject Mailer mailer;
  @Inject Clock clock;
  @Inject UserTransaction transaction;

  @Test
  void makesUrls() {
    String token = "k7";
    String profile = Application.current().urlFor("users.profile", "name", "ada"); // /u/ada
    String people =
        Application.current().urlFor("users.people", "q", "ada", "after", null); // /admin?q=ada
    String link =
        Application.current()
            .externalUrlFor("auth.confirm", "token", token); // with base.url, for mail

    assertThat(profile).isEqualTo("/u/ada");
    assertThat(people).isEqualTo("/admin?q=ada");
    assertThat(link).matches("https?://[^/]+/register/confirm/k7");
  }

  @Test
  void signs() throws Exception {
    Signer signer = Application.current().signer("shop.invitation");
    String token = signer.sign("42", clock.instant());
    String payload =
        signer.verify(token, Duration.ofDays(3), clock.instant()).text(); // or BadSignature

    assertThat(payload).isEqualTo("42");
    Signer other = Application.current().signer("shop.receipt");
    assertThatThrownBy(() -> other.verify(token, Duration.ofDays(3), clock.instant()))
        .isInstanceOf(BadSignature.class);
  }

  @Test
  void makesNamesOfFilesSafe() {
    String name = SecureFilename.of("Übersicht 1.png"); // Ubersicht_1.png; may be empty
    Optional<String> inside = SafeJoin.join("/srv/files", "../../etc/passwd"); // empty

    assertThat(name).isEqualTo("Ubersicht_1.png");
    assertThat(inside).isEmpty();
  }

  @Test
  void sendsMailWithTheTransaction() throws Exception {
    byte[] pdf = {1, 2, 3};
    transaction.begin();

    var recipient =
        new Recipient("ada@example.org", "Ada", Locale.ENGLISH, ZoneId.of("Europe/London"));
    var data = Map.of("what", "the dentist", "url", "https://accounts.example.org/notes");
    MailReference sent = mailer.send(recipient, "notes.reminder", data);

    Optional<MailReference> enclosed =
        mailer.send(
            recipient,
            "notes.reminder",
            data,
            Envelope.plain()
                .replyTo("orders@example.org")
                .copyTo("books@example.org")
                .blindCopyTo("audit@example.org")
                .attach("receipt.pdf", "application/pdf", pdf));

    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    transaction.rollback();
    assertThat(sent.token()).isNotEmpty();
    assertThat(enclosed).isPresent();
  }
}
