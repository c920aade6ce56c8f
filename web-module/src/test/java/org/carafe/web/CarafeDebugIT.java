package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.carafe.testing.Answer;
import org.carafe.testing.Ports;
import org.carafe.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./carafe run --debug} on a copy of the project whose sources are changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class CarafeDebugIT {
  private static final String PROFILE_PAGE =
      "users-module/src/main/java/org/carafe/users/boundary/ProfilePage.java";
  private static final String USERS =
      "users-module/src/main/java/org/carafe/users/UsersBlueprint.java";
  private static final String BASE = "web-module/src/main/webapp/WEB-INF/base.xhtml";
  private static final String TEXTS =
      "auth-module/src/main/resources/org/carafe/auth/messages.properties";
  private static final String STYLES = "web-module/src/main/webapp/web/app.css";
  private static final String MIGRATION =
      "users-module/src/main/resources/db/migration/users/V20990101000000__debug.sql";

  private TemporaryClone clone;
  private int port;
  private Visitor visitor;

  @BeforeAll
  void run() throws Exception {
    clone = TemporaryClone.copied("debug-it");
    port = Ports.free();
    Process process = clone.start("run", "run", "--debug", "--port", Integer.toString(port));
    clone.awaitBanner("run", process);
    visitor = newcomer();
    Answer done =
        visitor
            .get("/login")
            .form("signin")
            .fill("login", "admin")
            .fill("password", Files.readString(clone.path("var/dev-admin.txt")).strip())
            .press("go");
    assertThat(done.status()).isEqualTo(303);
  }

  @AfterAll
  void leaveNothing() throws IOException {
    clone.close();
  }

  /** Nobody stands between a developer's browser and the server. */
  private Visitor newcomer() {
    return new Visitor(URI.create("http://localhost:" + port)).with("X-Forwarded-For", null);
  }

  private void edit(String file, String before, String after) throws IOException {
    Path path = clone.path(file);
    String text = Files.readString(path);
    assertThat(text).contains(before);
    Files.writeString(path, text.replace(before, after));
  }

  /**
   * What debugs is not in the WAR that the build made: neither its classes nor what starts them.
   */
  @Test
  void isNotInWhatIsDeployed() throws IOException {
    Path war = SourceTree.MODULE.resolve("target/carafe");
    try (Stream<Path> files = Files.walk(war)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("web.xml")
          .noneMatch(name -> name.matches("(dev|cli|testing)-module.*"));
    }
    try (Stream<Path> jars = Files.list(war.resolve("WEB-INF/lib"))) {
      for (Path jar : jars.toList()) {
        try (var contents = new ZipFile(jar.toFile())) {
          assertThat(contents.stream().map(ZipEntry::getName))
              .noneMatch(name -> name.matches("org/carafe/(dev|cli|testing)/.*"));
        }
      }
    }
  }

  @Test
  void showsAChangedPageTextAndStyleOnTheNextRequest() throws IOException {
    String link = newcomer().get("/login").page().select("link[href$=/web/app.css]").attr("href");
    edit(BASE, "<ui:insert name=\"body\"/>", "<ui:insert name=\"body\"/><p>Drawn just now</p>");
    assertThat(newcomer().get("/login").body()).contains("Drawn just now");

    String title = newcomer().get("/login").text("h1");
    edit(TEXTS, "login.title=" + title, "login.title=Come in");
    assertThat(newcomer().get("/login").text("h1")).isEqualTo("Come in");

    edit(STYLES, ":root", ".just-now{color:red}:root");
    String now = newcomer().get("/login").page().select("link[href$=/web/app.css]").attr("href");
    assertThat(now).isNotEqualTo(link);
    assertThat(newcomer().get(now).body()).contains(".just-now");
  }

  @Test
  void putsNewBodiesIntoRunningClasses() throws IOException {
    assertThat(visitor.get("/u/nobody").status()).isEqualTo(404);
    edit(PROFILE_PAGE, "HttpError.notFound(", "new HttpError(410, ");
    assertThat(visitor.get("/u/nobody").status()).isEqualTo(410);
    assertThat(clone.said("run.err")).contains("Put ProfilePage.java into the running classes");
    assertThat(visitor.get("/user").status()).isEqualTo(200);
  }

  @Test
  void showsWhatDoesNotCompileUntilItIsMended() throws IOException {
    edit(PROFILE_PAGE, "return person;", "return persn;");
    Answer broken = visitor.get("/u/admin");
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.text("h1")).isEqualTo("This does not compile");
    assertThat(broken.text(".card-header")).contains(PROFILE_PAGE + ":");
    assertThat(broken.text("mark")).contains("return persn;");
    assertThat(broken.body()).doesNotContain("<style", " style=");
    assertThat(broken.header("Content-Security-Policy").orElse("")).contains("script-src 'self'");
    assertThat(newcomer().in("de").get("/login").page().select("html").attr("lang"))
        .isEqualTo("de");

    edit(PROFILE_PAGE, "return persn;", "return person;");
    assertThat(visitor.get("/u/admin").status()).isEqualTo(200);
  }

  @Test
  void deploysAgainWhereMoreThanBodiesHasChangedAndLosesNoSession() throws Exception {
    edit(USERS, "\"/u/{name}\"", "\"/who/{name}\"");
    var meanwhile = CompletableFuture.supplyAsync(() -> newcomer().get("/login").status());
    assertThat(visitor.get("/who/admin").status()).isEqualTo(200);
    assertThat(meanwhile.get()).isEqualTo(200);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
    edit(USERS, "\"/who/{name}\"", "\"/u/{name}\"");
    assertThat(visitor.get("/u/admin").status()).isEqualTo(200);
  }

  @Test
  void offersPendingMigrationsAndAppliesThem() throws IOException {
    Files.writeString(clone.path(MIGRATION), "create table users_debug (id int primary key);\n");
    Answer offer = visitor.get("/login");
    assertThat(offer.text("h1")).isEqualTo("The database is behind");
    assertThat(offer.text("code")).isEqualTo("./carafe db upgrade");
    String token = offer.page().select("input[name=token]").val();

    assertThat(
            visitor
                .send(
                    "POST", "/-/carafe/migrate", "token=" + token, "Origin", "http://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(visitor.post("/-/carafe/migrate", Map.of("token", "guessed")).status())
        .isEqualTo(403);
    assertThat(visitor.get("/login").status()).isEqualTo(500);

    assertThat(visitor.post("/-/carafe/migrate", Map.of("token", token)).status()).isEqualTo(303);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
  }

  @Test
  void refusesAForeignNameOfThisMachine() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /login HTTP/1.1\r\nHost: rebound.example\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 421");
    }
  }
}
