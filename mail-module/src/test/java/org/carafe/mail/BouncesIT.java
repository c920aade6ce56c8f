package org.carafe.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.mail.entity.OutboxMessage;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Patience;
import org.junit.jupiter.api.Test;

@ContainerTest
class BouncesIT {

  private static final MailAdministrator ROOT = MailAdministrator.operator("root");

  /** Hears what came back. */
  @ApplicationScoped
  static class Witness {
    static final BlockingQueue<MailBounced> BOUNCES = new LinkedBlockingQueue<>();

    void saw(@Observes MailBounced bounce) {
      BOUNCES.add(bounce);
    }
  }

  @Inject private EntityManager entities;
  @Inject private UserTransaction transaction;
  @Inject private Bounces bounces;
  @Inject private Mails mails;
  @Inject private Mailer mailer;
  @Inject private UndeliverableAddresses undeliverable;

  private final String address = "bounces-" + UUID.randomUUID() + "@example.org";

  @Test
  void marksTheMailAndItsAddress() throws Exception {
    MailReference mail = delivered();
    bounces.report(report(returnPath(mail), "failed", "5.1.1").getBytes(UTF_8));
    OutboxMessage row = mails.find(ROOT, mail.id()).orElseThrow();
    assertThat(row.state()).isEqualTo(MailState.BOUNCED);
    assertThat(row.answer()).contains("5.1.1 550 5.1.1 <gone> User unknown");
    assertThat(undeliverable.find(address).orElseThrow().reason()).startsWith("5.1.1");
    MailBounced event = Patience.next(Witness.BOUNCES);
    assertThat(event).isEqualTo(new MailBounced(mail, address, row.answer().orElseThrow()));
    bounces.report(report(returnPath(mail), "failed", "5.1.1").getBytes(UTF_8));
    assertThat(Witness.BOUNCES.poll(200, TimeUnit.MILLISECONDS)).isNull();
    assertThat(mails.state(send().token())).contains(MailState.SUPPRESSED);
  }

  @Test
  void blamesTheCopyThatCameBackAndSendsNoMoreOfThem() throws Exception {
    String copy = "copy-" + UUID.randomUUID() + "@bücher.example";
    String blind = "blind-" + UUID.randomUUID() + "@example.org";
    MailReference mail = delivered(send(copy, blind));
    String ascii = copy.replace("bücher", "xn--bcher-kva");
    bounces.report(report(returnPath(mail), "failed", "5.1.1", ascii).getBytes(UTF_8));
    assertThat(mails.state(mail.token())).contains(MailState.DELIVERED);
    assertThat(undeliverable.find(address)).isEmpty();
    assertThat(undeliverable.find(copy)).isPresent();
    assertThat(Patience.next(Witness.BOUNCES))
        .isEqualTo(new MailBounced(mail, copy, "5.1.1 550 5.1.1 <gone> User unknown"));

    MailReference next = delivered(send(copy, blind));
    assertThat(mails.find(ROOT, next.id()).orElseThrow().copies()).containsExactly(blind);
    bounces.report(report(returnPath(mail), "failed", "5.1.1", address).getBytes(UTF_8));
    assertThat(mails.state(mail.token())).contains(MailState.BOUNCED);
    assertThat(Patience.next(Witness.BOUNCES).address()).isEqualTo(address);
  }

  @Test
  void holdsBackWhatWaitsForAnAddressThatIsMarked() throws Exception {
    MailReference mail = delivered();
    transaction.begin();
    MailReference waiting = send();
    entities
        .createNativeQuery(
            "update mail_outbox set next_try_at = utc_timestamp() + interval 1 day where id = ?1")
        .setParameter(1, waiting.id())
        .executeUpdate();
    transaction.commit();
    bounces.report(report(returnPath(mail), "failed", "5.1.1").getBytes(UTF_8));
    assertThat(Patience.next(Witness.BOUNCES)).isNotNull();
    assertThat(mails.state(waiting.token())).contains(MailState.SUPPRESSED);
  }

  @Test
  void keepsTheAddressWhereItMayWorkNextTime() throws Exception {
    MailReference mail = delivered();
    bounces.report(report(returnPath(mail), "failed", "4.4.7").getBytes(UTF_8));
    assertThat(mails.state(mail.token())).contains(MailState.BOUNCED);
    assertThat(undeliverable.find(address)).isEmpty();
    assertThat(Patience.next(Witness.BOUNCES)).isNotNull();
  }

  /** A filter's refusal is about what we wrote, or who we are, and would be everybody's. */
  @Test
  void keepsTheAddressWhereTheOtherSideDidNotWantTheMail() throws Exception {
    MailReference mail = delivered();
    bounces.report(report(returnPath(mail), "failed", "5.7.1").getBytes(UTF_8));
    assertThat(mails.state(mail.token())).contains(MailState.BOUNCED);
    assertThat(undeliverable.find(address)).isEmpty();
    assertThat(Patience.next(Witness.BOUNCES)).isNotNull();
    assertThat(mails.state(delivered().token())).contains(MailState.DELIVERED);
  }

  /** Whoever gets a copy knows the return path, and a copy may be forwarded. */
  @Test
  void blamesNobodyForAnAddressThatNobodyHasWhereThereAreCopies() throws Exception {
    String copy = "copy-" + UUID.randomUUID() + "@example.org";
    MailReference mail = delivered(send(copy, "blind-" + copy));
    for (String who : new String[] {"gone@example.org", ""}) {
      bounces.report(report(returnPath(mail), "failed", "5.1.1", who).getBytes(UTF_8));
    }
    assertThat(mails.state(mail.token())).contains(MailState.DELIVERED);
    assertThat(undeliverable.find(address)).isEmpty();
    assertThat(undeliverable.find(copy)).isEmpty();
    assertThat(Witness.BOUNCES.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void leavesAloneWhatIsOnlyLate() throws Exception {
    MailReference mail = delivered();
    bounces.report(report(returnPath(mail), "delayed", "4.4.1").getBytes(UTF_8));
    assertThat(mails.state(mail.token())).contains(MailState.DELIVERED);
  }

  @Test
  void refusesWhatIsNoReportOrNotToUs() {
    assertThatThrownBy(() -> bounces.report("Subject: hello\r\n\r\nHello".getBytes(UTF_8)))
        .isInstanceOf(UnknownReport.class)
        .hasMessageContaining("RFC 3464");
    assertThatThrownBy(() -> bounces.report(new byte[] {0, 1, 2, (byte) 255}))
        .isInstanceOf(UnknownReport.class);
    byte[] foreign = report("bounce+AQ.made.up@carafe.example", "failed", "5.1.1").getBytes(UTF_8);
    assertThatThrownBy(() -> bounces.report(foreign))
        .isInstanceOf(UnknownReport.class)
        .hasMessageContaining("return path");
  }

  @Test
  void takesReportsFromWhoKnowsTheSecret() throws Exception {
    MailReference mail = delivered();
    String report = report(returnPath(mail), "failed", "5.1.1");
    assertThat(post(report, null).statusCode()).isEqualTo(403); // from another site, it seems
    assertThat(post(report, "wrong").statusCode()).isEqualTo(404);
    assertThat(mails.state(mail.token())).contains(MailState.DELIVERED);
    assertThat(post(report, secret()).statusCode()).isEqualTo(204);
    assertThat(mails.state(mail.token())).contains(MailState.BOUNCED);
    assertThat(Patience.next(Witness.BOUNCES)).isNotNull();
  }

  @Test
  void saysWhatItWants() throws Exception {
    HttpResponse<String> answer = post("Subject: hello\r\n\r\nHello", secret());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("RFC 3464");
    assertThat(post("x".repeat(300 * 1024), secret()).statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> post(String body, String secret) throws Exception {
    URI site = Application.current().configuration().get(CoreSettings.BASE_URL);
    var request =
        HttpRequest.newBuilder(site.resolve("/mail/bounces"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "message/rfc822")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (secret != null) {
      request.header("Authorization", "Bearer " + secret);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String secret() {
    return Application.current().configuration().find(MailSettings.BOUNCE_SECRET).orElseThrow();
  }

  private String returnPath(MailReference mail) {
    Application application = Application.current();
    String bounce = application.configuration().find(MailSettings.BOUNCE_ADDRESS).orElseThrow();
    return new ReturnPaths(bounce, application.signer(ReturnPaths.PURPOSE))
        .of(mail.id(), Instant.now());
  }

  private static String report(String to, String action, String status) {
    return report(to, action, status, "gone@example.org");
  }

  private static String report(String to, String action, String status, String who) {
    return String.join(
        "\r\n",
        "Return-Path: <>",
        "From: MAILER-DAEMON@relay.example",
        "To: <" + to + ">",
        "Subject: Undelivered Mail Returned to Sender",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Sorry.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; relay.example",
        "",
        "Final-Recipient: rfc822; " + who,
        "Action: " + action,
        "Status: " + status,
        "Diagnostic-Code: smtp; 550 5.1.1 <gone>",
        "    User unknown",
        "",
        "--b--",
        "");
  }

  private MailReference delivered() throws Exception {
    return delivered(send());
  }

  private MailReference delivered(MailReference mail) throws Exception {
    Patience.until(
        "the delivery",
        () -> mails.state(mail.token()).equals(java.util.Optional.of(MailState.DELIVERED)));
    return mail;
  }

  private MailReference send(String copy, String blindCopy) {
    return mailer
        .send(
            new Recipient(address, "", Locale.ENGLISH, ZoneOffset.UTC),
            "mail.test",
            Map.of("now", Instant.now()),
            Envelope.plain().copyTo(copy).blindCopyTo(blindCopy))
        .orElseThrow();
  }

  private MailReference send() {
    return mailer.send(
        new Recipient(address, "", Locale.ENGLISH, ZoneOffset.UTC),
        "mail.test",
        Map.of("now", Instant.now()));
  }
}
