package org.carafe.album;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.carafe.testing.Browser;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come with a form, from the browser to the page's bean. */
@BrowserTest
@RunAsClient
class AlbumIT {
  private static final int MEGABYTE = 1024 * 1024;
  private final Site site = Site.current();

  private static byte[] picture(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static String sum(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return Long.toHexString(sum.getValue());
  }

  private static void choose(Page page, String field, FilePayload... files) {
    page.locator("#" + field).setInputFiles(files);
  }

  private static FilePayload file(String name, byte[] content) {
    return new FilePayload(name, "image/png", content);
  }

  @ParameterizedTest
  @CsvSource({"true, /album", "false, /album", "true, /album?live"})
  void arriveWithTheirNamesAndContent(boolean script, String path) {
    byte[] large = picture(3 * MEGABYTE);
    byte[] small = picture(17);
    byte[] edge = "--\r\n------WebKitFormBoundary\r\n\r\n--".getBytes(StandardCharsets.UTF_8);
    try (var browser = Browser.launch()) {
      Page page = browser.open(site.url().resolve(path), viewing(script));
      page.locator("#name").fill("Grüße & “mehr”");
      choose(page, "cover", file("Übersicht \"1\" 日本.png", large));
      choose(page, "pictures", file("../../etc/passwd", small), file("b.png", edge));
      page.locator("#go").click();
      page.waitForSelector(".c-flashes > *");

      assertThat(page.locator(".c-flashes > *").allInnerTexts())
          .map(String::strip)
          .satisfiesExactly(
              first -> assertThat(first).contains("Added: Grüße & “mehr”"),
              second ->
                  assertThat(second)
                      .contains(
                          "cover: Ubersicht_1_.png was Übersicht \"1\" 日本.png, image/png, 3145728 bytes, "
                              + sum(large)),
              third ->
                  assertThat(third).contains("passwd was ").contains("17 bytes, " + sum(small)),
              fourth -> assertThat(fourth).contains("b.png was b.png").contains(sum(edge)));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static Viewing viewing(boolean script) {
    return script ? Viewing.plain() : Viewing.plain().withoutScript();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areAskedForAndTheRestIsKept(boolean script) {
    try (var browser = Browser.launch()) {
      Page page = browser.open(site.url().resolve("/album"), viewing(script));
      page.locator("#name").fill("Kept ü");
      page.locator("#go").click();
      page.waitForSelector("#cover-error");
      assertThat(page.locator("#cover-error").innerText()).contains("Choose a cover.");
      assertThat(page.locator("#name").inputValue()).isEqualTo("Kept ü");

      choose(page, "cover", file("none.png", new byte[0]));
      page.locator("#go").click();
      page.waitForSelector("#cover-error:has-text('empty')");
      assertThat(page.locator("#cover-error").innerText()).contains("“none.png” is empty.");
      assertThat(page.locator("#name").inputValue()).isEqualTo("Kept ü");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, /album, 5600000", "true, /album?live, 5600000", "false, /album, 20000000"})
  void thatAreTooLargeAreRefusedWithTheLimit(boolean script, String path, int size) {
    try (var browser = Browser.launch()) {
      Page page = browser.open(site.url().resolve(path), viewing(script));
      page.locator("#name").fill("Large");
      choose(page, "cover", file("large.png", picture(size)));
      page.locator("#go").click();
      page.waitForSelector(".c-error");
      assertThat(page.locator(".c-error").innerText()).contains("413", "5 MB at the most");
    }
  }

  // What no browser sends

  private static final String STATE = "jakarta.faces.ViewState";

  private HttpResponse<String> send(String type, byte[] body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(site.url().resolve("/album"))
                .header("Content-Type", type)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept-Language", "en")
                .header("X-Forwarded-For", Visitor.freshAddress())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String... parts) throws Exception {
    var body = new ByteArrayOutputStream();
    Stream.concat(
            Stream.of(parts),
            Stream.of(field("adding", "adding"), field(STATE, "stateless"), field("go", "1")))
        .forEach(
            part ->
                body.writeBytes(("--edge\r\n" + part + "\r\n").getBytes(StandardCharsets.UTF_8)));
    body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return send("Multipart/Form-Data; boundary=\"edge\"", body.toByteArray());
  }

  private static String field(String name, String value) {
    return "content-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
  }

  private static String upload(String name, String filename, String content) {
    return "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s"
        .formatted(name, filename, content);
  }

  private static Document page(HttpResponse<String> answer) {
    return Jsoup.parse(answer.body());
  }

  @Test
  void areTakenAsOtherProgramsSendThem() throws Exception {
    var taken = send(field("name", "x"), upload("cover", "a\\\"b.txt", "1\r\n--edgeless\r\n2"));
    assertThat(taken.statusCode()).isEqualTo(303);
    // A field is a field, and a file never fills one in.
    var wrong = send(upload("name", "x.txt", "x"), field("cover", "y"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(page(wrong).select("#cover-error").text()).contains("Choose a cover.");
  }

  @Test
  void areNotSeenInAFormOfAnotherKind() throws Exception {
    String form = "adding=adding&go=1&name=x&cover=y&" + STATE + "=stateless";
    var answer = send("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page(answer).select("#cover-error").text()).contains("Choose a cover.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "--edge\r\n",
        "--edge--",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n--edge--"
      })
  void thatAreNotWholeAreRefused(String body) throws Exception {
    var answer = send("multipart/form-data; boundary=edge", body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode())
        .isEqualTo(body.endsWith("--edge--") && body.length() == 8 || body.isEmpty() ? 200 : 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\""
      })
  void withoutABoundaryAreRefused(String type) throws Exception {
    assertThat(send(type, "--edge--".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
  }

  @Test
  void areNotTakenInAnyNumber() throws Exception {
    var many =
        Stream.generate(() -> upload("pictures", "a", "")).limit(1_100).toArray(String[]::new);
    assertThat(send(many).statusCode()).isEqualTo(400);
  }

  @Test
  void textBesideThemIsBounded() throws Exception {
    var answer = send(field("name", "x".repeat(2 * MEGABYTE)), upload("cover", "a", "b"));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("5 MB at the most");
  }

  /** Sent without telling the length beforehand. */
  @Test
  void areCountedWhileTheyCome() throws Exception {
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      socket.setSoTimeout(60_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST /album HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: en\r\n"
                  + "X-Forwarded-For: %s\r\nContent-Type: multipart/form-data; boundary=edge\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n")
              .formatted(site.url().getAuthority(), Visitor.freshAddress())
              .getBytes(StandardCharsets.UTF_8));
      byte[] chunk = new byte[MEGABYTE];
      try {
        for (int i = 0; i < 20; i++) {
          out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
          out.write(chunk);
          out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException hungUp) {
        assertThat(hungUp).as("the connection was closed").isNotNull();
        return;
      }
      byte[] status = socket.getInputStream().readNBytes(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  /** The server sets a temporary file down for each that is large, and takes it away again. */
  @Test
  void leaveNothingBehind() throws Exception {
    byte[] large = picture(300_000);
    var answer =
        send(
            field("name", "x"),
            upload("cover", "a", new String(large, StandardCharsets.ISO_8859_1)));
    assertThat(answer.statusCode()).isEqualTo(303);
    Path folder = site.log().resolveSibling("it-server");
    try (var files = Files.walk(folder)) {
      Pattern temporary = Pattern.compile("upload.*\\.tmp");
      assertThat(files.filter(file -> temporary.matcher(file.getFileName().toString()).matches()))
          .isEmpty();
    }
  }

  @Test
  void areNotReadWhereNobodyAsks() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(site.url() + "/nowhere"))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString("nothing of a form"))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
  }
}
