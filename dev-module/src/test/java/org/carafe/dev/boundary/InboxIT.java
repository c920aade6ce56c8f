package org.carafe.dev.boundary;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests send their mail by SMTP, so their inbox has what they put into its folder. */
@BrowserTest
@RunAsClient
class InboxIT {

  private static final String FIRST = "1772366401000-0a0a0a0a";
  private static final String SECOND = "1772366402000-0b0b0b0b";
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  @BeforeEach
  @AfterEach
  void empty() throws IOException {
    try (DirectoryStream<Path> mails = Files.newDirectoryStream(site.inboxFolder())) {
      for (Path mail : mails) {
        Files.delete(mail);
      }
    }
  }

  @Test
  void saysThatThereIsNoMailYet() {
    Answer page = visitor.get("/dev/mail");
    assertThat(page.text("#mails .c-empty")).startsWith("No mail yet");
    assertThat(page.page().select("#clear[disabled]")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/mail/x",
        "/dev/mail/x/html",
        "/dev/mail/x/source",
        "/dev/mail/x/attachments/0",
        "/dev/mail/" + FIRST + "/attachments/1",
        "/dev/mail/previews/none",
        "/dev/mail/previews/none/html"
      })
  void hasNothingElse(String path) throws Exception {
    keep(FIRST, "With a file");
    assertThat(visitor.get(path).status()).as(path).isEqualTo(404);
  }

  @Test
  void showsNewMailWithoutAReload() throws Exception {
    try (Page page = site.open("/dev/mail", Viewing.plain())) {
      page.evaluate("window.stillTheSamePage = true");
      keep(FIRST, "It arrives");
      assertThat(page.locator("#mails a")).hasText("It arrives");
      assertThat(page.locator("#said")).hasText("1 mail");
      assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    }
  }

  @Test
  void findsMailByWhatItSays() throws Exception {
    keep(FIRST, "Bright lamps");
    keep(SECOND, "Quiet pumps");
    assertThat(visitor.get("/dev/mail?q=LAMPS").text("#mails tbody")).contains("Bright lamps");
    assertThat(visitor.get("/dev/mail?q=zoe%40example").page().select("#mails tbody tr"))
        .hasSize(2);
    assertThat(visitor.get("/dev/mail?q=Linked").page().select("#mails tbody tr")).hasSize(2);
    assertThat(visitor.get("/dev/mail?q=nothing").text("#mails .c-empty"))
        .startsWith("No mail matches");
  }

  @Test
  void deletesOneMailAndAllOfThem() throws Exception {
    keep(FIRST, "Bright lamps");
    keep(SECOND, "Quiet pumps");
    Answer list = visitor.get("/dev/mail/" + FIRST).form("one").press("delete").follow();
    assertThat(list.text("#mails tbody")).contains("Quiet pumps").doesNotContain("Bright lamps");
    assertThat(list.form("all").press("clear").follow().text("#mails .c-empty"))
        .startsWith("No mail yet");
  }

  @Test
  void showsEveryPartWithoutScript() throws Exception {
    keep(FIRST, "Bright lamps");
    String path = "/dev/mail/" + FIRST;
    assertThat(visitor.get(path).page().select("iframe[sandbox]")).hasSize(1);
    assertThat(visitor.get(path + "?part=text").page().select("pre a").attr("href"))
        .isEqualTo("https://example.org/lamps");
    assertThat(visitor.get(path + "?part=headers").text(".c-facts")).contains("zoe@example.org");
    assertThat(visitor.get(path + "?part=source").text("pre")).contains("Content-ID: <lamp>");
    assertThat(visitor.get(path + "/source").body()).contains("Content-ID: <lamp>");
  }

  @Test
  void offersAttachmentsToKeepAndNeverShowsThem() throws Exception {
    keep(FIRST, "Bright lamps");
    Answer file = visitor.get("/dev/mail/" + FIRST + "/attachments/0");
    assertThat(file.body()).isEqualTo("<script>alert(1)</script>");
    assertThat(file.header("Content-Disposition"))
        .hasValue("attachment; filename=\"lamps.html\"; filename*=UTF-8''lamps.html");
    assertThat(file.header("Content-Type")).hasValue("application/octet-stream");
  }

  @Test
  void showsTheHtmlWithItsPictureWhereNothingRuns() throws Exception {
    keep(FIRST, "Bright lamps");
    int complaints = site.browser().complaints().size();
    try (Page page = site.open("/dev/mail/" + FIRST, Viewing.plain())) {
      var frame = page.frameLocator("iframe");
      assertThat(frame.locator("h1")).hasText("Bright lamps");
      assertThat(frame.locator("img").evaluate("image => image.naturalWidth")).isEqualTo(1);
      assertThat(frame.locator("base")).hasAttribute("target", "_blank");
      assertThat(frame.locator("#ran")).hasCount(0);
    }
    // The mail's own script is refused, and Chromium says so.
    assertThat(site.browser().complaints().subList(complaints, site.browser().complaints().size()))
        .allMatch(complaint -> complaint.contains("script"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth.confirm", "auth.addressInUse", "users.confirmAddress", "mail.test"})
  void previewsTemplates(String template) {
    assertThat(visitor.get("/dev/mail/previews").text("#templates")).contains(template);
    String path = "/dev/mail/previews/" + template;
    assertThat(visitor.get(path + "?lang=de").text("pre")).contains("Carafe");
    String dark = visitor.get(path + "/html?theme=dark&lang=de").body();
    assertThat(dark).contains("@media all", "lang=\"de\"");
    assertThat(visitor.get(path + "/html?theme=light").body()).contains("@media not all");
  }

  @Test
  void showsAPreviewInTheThemeThatWasAskedFor() {
    try (Page page = site.open("/dev/mail/previews/auth.confirm?theme=dark", Viewing.plain())) {
      assertThat(page.frameLocator("iframe").locator("body"))
          .hasCSS("background-color", "rgb(21, 20, 19)");
      page.locator(".c-segment a[href*='theme=light']").click();
      assertThat(page.frameLocator("iframe").locator("body"))
          .hasCSS("background-color", "rgb(247, 246, 243)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.primaryChanged", "users.addressRemoved"})
  void previewsMailThatFitsASmallPhoneWhoeverItGoesTo(String template) {
    String path = "/dev/mail/previews/" + template + "/html?lang=de";
    try (Page page = site.open(path, Viewing.plain().size(320, 640))) {
      assertThat(page.locator("body")).containsText("maximiliana.konstantinopolskaja_von.lang");
      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }
  }

  private void keep(String id, String subject) throws IOException {
    String mail =
        """
        From: Carafe <carafe@localhost>
        To: =?UTF-8?Q?Zo=C3=AB?= <zoe@example.org>
        Subject: %s
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: multipart/alternative; boundary=a

        --a
        Content-Type: text/plain; charset=UTF-8

        Linked: https://example.org/lamps.
        --a
        Content-Type: multipart/related; boundary=r

        --r
        Content-Type: text/html; charset=UTF-8

        <html><head></head><body><h1>%s</h1><img src="cid:lamp" alt=""><script>document.body.innerHTML += '<p id="ran"></p>'</script></body></html>
        --r
        Content-Type: image/png
        Content-ID: <lamp>
        Content-Disposition: inline
        Content-Transfer-Encoding: base64

        %s
        --r--
        --a--
        --m
        Content-Type: text/html; name=lamps.html
        Content-Disposition: attachment; filename=lamps.html
        Content-Transfer-Encoding: base64

        %s
        --m--
        """
            .formatted(
                subject,
                subject,
                PIXEL,
                Base64.getEncoder().encodeToString("<script>alert(1)</script>".getBytes(UTF_8)));
    Path unfinished = Files.createTempFile(site.inboxFolder(), "new", ".tmp");
    Files.writeString(unfinished, mail.replace("\n", "\r\n"));
    Files.move(unfinished, site.inboxFolder().resolve(id + ".eml"));
  }
}
