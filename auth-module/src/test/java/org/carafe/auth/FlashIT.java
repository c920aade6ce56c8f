package org.carafe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.carafe.core.signing.BadSignature;
import org.carafe.core.signing.Signer;
import org.carafe.core.signing.SigningKeys;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message after a redirect: seen once, by whom and where it was meant for. */
@BrowserTest
@RunAsClient
class FlashIT {
  private static final Signer SIGNER =
      Signer.forPurpose(SigningKeys.of(Site.SECRET_KEY), "core.flash");

  private final Site site = Site.current();
  private Visitor visitor;

  /** Signed out just now: the page that follows, “/”, has something to say. */
  @BeforeEach
  void signOut() {
    visitor = Member.signUp(site).visitor();
    assertThat(visitor.post("/logout", Map.of()).location()).isEqualTo("/");
    assertThat(visitor.cookie("flash")).isPresent();
  }

  private String text() throws BadSignature {
    return SIGNER
        .verify(visitor.cookie("flash").orElseThrow(), Duration.ofMinutes(1), Instant.now())
        .text();
  }

  @Test
  void isSeenOnce() {
    assertThat(visitor.get("/").flashes()).hasSize(1);
    assertThat(visitor.cookie("flash")).isEmpty();
    assertThat(visitor.get("/").flashes()).isEmpty();
  }

  @Test
  void isAnnounced() {
    assertThat(visitor.get("/").page().select(".c-flashes").attr("role")).isEqualTo("status");
    assertThat(new Visitor(site.url()).get("/").page().select(".c-flashes")).hasSize(1);
  }

  @Test
  void isInASmallShortLivedCookieOfItsOwn() {
    Visitor other = Member.signUp(site).visitor();

    String header =
        other.post("/logout", Map.of()).setCookies().stream()
            .filter(cookie -> cookie.startsWith("flash="))
            .findFirst()
            .orElseThrow();

    assertThat(header).contains("Max-Age=60", "HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(header.length()).isLessThan(1_024);
  }

  @Test
  void waitsForThePageItWasSentTo() {
    assertThat(visitor.get("/login").flashes()).isEmpty();
    assertThat(visitor.get("/nothing").flashes()).isEmpty();
    assertThat(visitor.get("/").flashes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"Sec-Purpose, prefetch", "Sec-Purpose, prefetch;prerender", "Sec-Fetch-Dest, empty"})
  void isNotTakenByWhatShowsNoPage(String header, String value) {
    assertThat(visitor.send("GET", "/", "", header, value).setCookies()).isEmpty();
    assertThat(visitor.get("/").flashes()).hasSize(1);
  }

  @Test
  void isNotTakenByHead() {
    assertThat(visitor.send("HEAD", "/", "").setCookies()).isEmpty();
    assertThat(visitor.get("/").flashes()).hasSize(1);
  }

  @Test
  void isTakenByThePagesOwnScript() {
    Answer answer =
        visitor.send("GET", "/", "", "Sec-Fetch-Dest", "empty", "X-Carafe-Partial", "emails");

    assertThat(answer.flashes()).hasSize(1);
    assertThat(visitor.cookie("flash")).isEmpty();
  }

  @Test
  void isNotShownInAnotherSession() {
    String cookie = visitor.cookie("flash").orElseThrow();
    Visitor somebody = Member.signUp(site).visitor();

    assertThat(somebody.cookie("flash", cookie).get("/").flashes()).isEmpty();
  }

  @Test
  void ofOneSessionIsNotShownInAnother() {
    Visitor first = Member.signUp(site).visitor();
    first.get("/user").form("add").fill("address", Member.freshName() + "@x.org").press("go");
    String cookie = first.cookie("flash").orElseThrow();

    Visitor second = Member.signUp(site).visitor().cookie("flash", cookie);

    assertThat(second.get("/user").flashes()).isEmpty();
    assertThat(new Visitor(site.url()).cookie("flash", cookie).get("/").flashes()).isEmpty();
    assertThat(first.get("/user").flashes()).hasSize(1);
  }

  @Test
  void isGoneAfterAMinute() throws BadSignature {
    String text = text();
    visitor.cookie("flash", SIGNER.sign(text, Instant.now().minusSeconds(55)));
    assertThat(visitor.get("/").flashes()).hasSize(1);

    visitor.cookie("flash", SIGNER.sign(text, Instant.now().minusSeconds(62)));
    assertThat(visitor.get("/").flashes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "a.b.c", "SU5GTw.AAAA.BBBB"})
  void isIgnoredWhenItIsForged(String forged) {
    visitor.cookie("flash", forged);

    Answer answer = visitor.get("/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.flashes()).isEmpty();
  }

  @Test
  void isIgnoredWhenAnotherKeyOrPurposeSignedIt() throws BadSignature {
    String text = text();
    for (Signer other :
        new Signer[] {
          Signer.forPurpose(SigningKeys.of("a-key-that-was-never-configured-here"), "core.flash"),
          Signer.forPurpose(SigningKeys.of(Site.SECRET_KEY), "core.session")
        }) {
      visitor.cookie("flash", other.sign(text, Instant.now()));
      assertThat(visitor.get("/").flashes()).isEmpty();
    }
  }

  @Test
  void showsMarkupAsText() throws BadSignature {
    String evil = "<img src=x onerror=alert(1)>";
    String name = text().replaceFirst("(?s).*\u001f", "");
    visitor.cookie("flash", SIGNER.sign(text().replace(name, evil), Instant.now()));

    Answer answer = visitor.get("/");

    assertThat(answer.flashes()).singleElement().asString().contains(evil);
    assertThat(answer.page().select(".c-flashes img")).isEmpty();
  }

  @Test
  void goesAlongWhenItsPageLeadsOn() throws BadSignature {
    visitor = Member.signUp(site).visitor();
    visitor.get("/user").form("add").fill("address", Member.freshName() + "@x.org").press("go");
    String[] parts = text().split("\u001e", 3);
    String forLogin = parts[0] + "\u001e/login\u001e" + parts[2];
    visitor.cookie("flash", SIGNER.sign(forLogin, Instant.now()));

    Answer answer = visitor.get("/login");

    assertThat(answer.location()).isEqualTo("/user");
    assertThat(answer.follow().flashes()).hasSize(1);
    assertThat(visitor.cookie("flash")).isEmpty();
  }
}
