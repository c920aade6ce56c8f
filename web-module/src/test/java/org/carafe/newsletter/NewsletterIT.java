package org.carafe.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.carafe.core.Application;
import org.carafe.core.config.CoreSettings;
import org.carafe.mail.Envelope;
import org.carafe.mail.MailPreferences;
import org.carafe.mail.Mailer;
import org.carafe.mail.Recipient;
import org.carafe.testing.Answer;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** Mail that people can do without: sent with a way to decline it, and only to who has not. */
@ContainerTest
class NewsletterIT {
  private static final String NEWS = "newsletter.news";

  @Inject Mailer mailer;
  @Inject MailPreferences preferences;

  private final String address = "n" + UUID.randomUUID() + "@example.org";

  @Test
  void goesToWhoHasNotDeclined() {
    assertThat(send()).isTrue();
    preferences.decline(address.toUpperCase(Locale.ROOT), NEWS);
    assertThat(send()).isFalse();
    preferences.accept(address, NEWS);
    assertThat(send()).isTrue();
  }

  @Test
  void isDeclinedByOneClickFromAnywhereWithoutASession() {
    Answer answer =
        new Visitor(site())
            .send(
                "POST",
                path(),
                "List-Unsubscribe=One-Click",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Sec-Fetch-Mode",
                null,
                "Sec-Fetch-Dest",
                null);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(preferences.wants(address, NEWS)).isFalse();
  }

  /** RFC 8058, 3.1, leaves mail programs the choice, and forbids to redirect them. */
  @Test
  void isDeclinedByOneClickThatComesAsParts() {
    Answer answer =
        new Visitor(site())
            .send(
                "POST",
                path(),
                String.join(
                    "\r\n",
                    "--FormBoundaryjWmhtjORrn",
                    "Content-Disposition: form-data; name=\"List-Unsubscribe\"",
                    "",
                    "One-Click",
                    "--FormBoundaryjWmhtjORrn--",
                    ""),
                "Content-Type",
                "multipart/form-data; boundary=FormBoundaryjWmhtjORrn",
                "Sec-Fetch-Mode",
                null,
                "Sec-Fetch-Dest",
                null);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(preferences.wants(address, NEWS)).isFalse();
  }

  /** As mail programs do that repeat what takes long. */
  @Test
  void isDeclinedByManyClicksAtOnce() {
    String path = path();
    List<CompletableFuture<Integer>> clicks =
        Stream.generate(() -> new Visitor(site()))
            .limit(16)
            .map(
                visitor ->
                    CompletableFuture.supplyAsync(() -> visitor.post(path, Map.of()).status()))
            .toList();
    assertThat(clicks).extracting(CompletableFuture::join).containsOnly(303);
    assertThat(preferences.wants(address, NEWS)).isFalse();
  }

  @Test
  void isDeclinedByAButtonAndNotByOpeningTheLink() {
    var visitor = new Visitor(site());
    Answer page = visitor.get(path());
    assertThat(page.text("main")).contains("What is new", address);
    assertThat(preferences.wants(address, NEWS)).isTrue();
    Answer done = visitor.post(path(), Map.of()).follow();
    assertThat(done.text("h1")).isEqualTo("You are unsubscribed");
    assertThat(preferences.wants(address, NEWS)).isFalse();
    visitor.post(path(), Map.of("again", "1"));
    assertThat(preferences.wants(address, NEWS)).isTrue();
  }

  @Test
  @RunAsClient
  void isDeclinedAndTakenUpAgainOnTheAccountPage() {
    Visitor member = Member.signUp(Site.current()).visitor();
    Answer account = member.get("/user");
    assertThat(account.text("#choices")).contains("What is new");
    String button = "choose-" + NEWS;
    Answer declined = account.form("choosing").press(button).follow();
    assertThat(declined.text("#choices")).isNotEqualTo(account.text("#choices"));
    Answer again = declined.form("choosing").press(button).follow();
    assertThat(again.text("#choices")).isEqualTo(account.text("#choices"));
  }

  @Test
  void refusesAForgedLink() {
    String forged = path().replaceFirst("[^.]{4}$", "AAAA");
    assertThat(new Visitor(site()).get(forged).status()).isEqualTo(404);
    assertThat(new Visitor(site()).post(forged, Map.of()).status()).isEqualTo(404);
    assertThat(preferences.wants(address, NEWS)).isTrue();
  }

  @Test
  void needsACategoryThatHasAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> preferences.decline(address, "newsletter.none"))
        .withMessageContaining("newsletter.mail.category.none");
  }

  private boolean send() {
    return mailer
        .send(
            new Recipient(address, "Ada", Locale.ENGLISH, ZoneOffset.UTC),
            NEWS,
            Map.of("pump", "A pump"),
            Envelope.about(NEWS)
                .copyTo("copy-" + address)
                .blindCopyTo("blind-" + address)
                .replyTo("editor@example.org")
                .picture("pump", "image/png", new byte[] {1, 2, 3})
                .attach("Grüße.txt", "text/plain", "Hällo".getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  private String path() {
    return URI.create(preferences.declineUrl(address, NEWS)).getRawPath();
  }

  private static URI site() {
    return URI.create(Application.current().configuration().get(CoreSettings.BASE_URL).toString());
  }
}
