package org.carafe.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.carafe.testing.Answer;
import org.carafe.testing.Browser;
import org.carafe.testing.JavaTools;
import org.carafe.testing.Patience;
import org.carafe.testing.Ports;
import org.carafe.testing.Viewing;
import org.carafe.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./carafe run --debug} on a copy of the project whose sources are changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class CarafeDebugIT {
  private static final String PROFILE_PAGE =
      "users-module/src/main/java/org/carafe/users/boundary/ProfilePage.java";
  private static final String USERS =
      "users-module/src/main/java/org/carafe/users/UsersBlueprint.java";
  private static final String API = "users-module/src/main/resources/org/carafe/users/openapi.yaml";
  private static final String BASE = "web-module/src/main/webapp/WEB-INF/base.xhtml";
  private static final String LOGIN =
      "auth-module/src/main/resources/META-INF/resources/WEB-INF/auth/login.xhtml";
  private static final String TEXTS =
      "auth-module/src/main/resources/org/carafe/auth/messages.properties";
  private static final String STYLES = "web-module/src/main/webapp/web/app.css";
  private static final String MIGRATION =
      "users-module/src/main/resources/db/migration/users/V20990101000000__debug.sql";

  private TemporaryClone clone;
  private int port;
  private Process running;
  private Visitor visitor;

  @BeforeAll
  void run() throws Exception {
    clone = TemporaryClone.copied("debug-it");
    port = Ports.free();
    Files.writeString(clone.path(".env"), "DEV_HOSTS=carafe.test\n");
    running = clone.start("run", "run", "--debug", "--port", Integer.toString(port));
    clone.awaitBanner("run", running);
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
          .noneMatch(name -> name.matches("(dev|cli|testing|snippets)-module.*"));
    }
    try (Stream<Path> jars = Files.list(war.resolve("WEB-INF/lib"))) {
      for (Path jar : jars.toList()) {
        try (var contents = new ZipFile(jar.toFile())) {
          assertThat(contents.stream().map(ZipEntry::getName))
              .noneMatch(name -> name.matches("org/carafe/(dev|cli|testing|snippets)/.*"));
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

  /** What is wrong in a page, in the place of a line of it, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>#{msg['auth.login.titel']}</p>                     | auth.login.titel
          <p title="#{msg['auth.login.titel']}">x</p>           | auth.login.titel
          <c:submit id="w" text="#{msg['auth.login.titel']}"/> | auth.login.titel
          <p>Go: #{app.urlFor('users.profil', 'name', 'a')}</p> | users.profil
          <a href="#{app.urlFor('users.profil')}">x</a>         | Did you mean “users.profile”?
          <c:submit id="w" text="#{app.urlFor('nowhere.x')}"/> | nowhere.x
          <p>#{signIn.nope}</p>                                 | nope
          <p title="#{signIn.nope}">x</p>                       | nope
          <c:submit id="w" text="#{signIn.nope}"/>             | nope
          <p>#{signInPage.login}</p>                            | There is no bean “signInPage”. Did you mean “signIn”?
          <p title="#{signon.login}">x</p>                      | There is no bean “signon”. Did you mean “signIn”?
          <c:submit id="w" text="#{nothingLikeIt}"/>           | There is no bean “nothingLikeIt”.
          <c:nosuch/>                                           | nosuch
          <c:sumbit id="w" text="x"/>                           | Did you mean “submit”?
          <c:submit id="w" tetx="x"/>                           | has no attribute “tetx”. Did you mean “text”?
          <p>#{signIn.lgoin}</p>                                | Did you mean “login”?
          <q:nosuch/>                                           | "q"
          <p></c:card>                                          | must be terminated
          """)
  void showsTheLineOfAPageThatIsWrong(String wrong, String told) throws IOException {
    edit(LOGIN, "<c:failure/>\n", "<c:failure/>\n" + wrong + "\n");
    try {
      Answer failed = newcomer().get("/login");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.text(".c-place")).isEqualTo(LOGIN + ":7");
      assertThat(failed.text(".c-pagehead")).contains(told);
      assertThat(failed.page().select(".c-frame[open]").first().select("mark").text())
          .contains(wrong);
    } finally {
      edit(LOGIN, "<c:failure/>\n" + wrong + "\n", "<c:failure/>\n");
    }
    assertThat(newcomer().get("/login").status()).isEqualTo(200);
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
  void forgetsAClassThatIsGone() throws IOException {
    Path source = clone.path("users-module/src/main/java/org/carafe/users/boundary/Passing.java");
    Files.writeString(source, "package org.carafe.users.boundary; class Passing { int x = y; }\n");
    assertThat(visitor.get("/user").text("h1")).isEqualTo("This does not compile");
    Files.delete(source);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
    assertThat(clone.said("run.err")).doesNotContain("could not be brought in");
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
    String summary = "summary: The signed-in person's account";
    edit(API, summary, "summary: Whoever is signed in");
    edit(USERS, "\"/u/{name}\"", "\"/who/{name}\"");
    var meanwhile = CompletableFuture.supplyAsync(() -> newcomer().get("/login").status());
    assertThat(visitor.get("/who/admin").status()).isEqualTo(200);
    assertThat(meanwhile.get()).isEqualTo(200);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
    assertThat(visitor.get("/openapi").body()).contains("Whoever is signed in");
    edit(API, "summary: Whoever is signed in", summary);
    edit(USERS, "\"/who/{name}\"", "\"/u/{name}\"");
    assertThat(visitor.get("/u/admin").status()).isEqualTo(200);
    // A thread that an earlier deployment left would keep all its classes in memory.
    assertThat(threadsOfTheServer().lines().filter(line -> line.startsWith("\"sweeper\"")))
        .hasSize(1);
  }

  private String threadsOfTheServer() throws IOException {
    ProcessHandle server =
        running
            .descendants()
            .filter(handle -> handle.info().commandLine().orElse("").contains("server/domain"))
            .findFirst()
            .orElseThrow();
    String jcmd = JavaTools.path("jcmd");
    Process dump = new ProcessBuilder(jcmd, Long.toString(server.pid()), "Thread.print").start();
    return new String(dump.getInputStream().readAllBytes(), UTF_8);
  }

  /** Where a request failed: the debugger's page, whose console is locked. */
  private Answer fail(Visitor who) throws IOException {
    if (!Files.readString(clone.path(PROFILE_PAGE)).contains("boom")) {
      edit(
          PROFILE_PAGE,
          "    if (person == null) {",
          "    if (name.equals(\"boom\")) java.util.Optional.empty().get();\n    if (person == null) {");
    }
    return who.get("/u/boom?password=hush&colour=teal");
  }

  private static String url(Answer debugger) {
    return debugger.page().select("#console form").attr("action").replaceFirst("/[a-z]+$", "");
  }

  private static String token(Answer debugger) {
    return debugger.page().select("input[name=token]").val();
  }

  private String pin() throws IOException {
    Matcher pin = Pattern.compile("\\d{3}-\\d{3}-\\d{3}").matcher(clone.said("run.out"));
    assertThat(pin.find()).isTrue();
    return pin.group();
  }

  @Test
  void opensTheDebuggerWhereARequestFails() throws Exception {
    Answer failed = fail(visitor);

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.text("h1")).isEqualTo("NoSuchElementException");
    assertThat(failed.text("details[open] summary")).contains("ProfilePage.getPerson");
    assertThat(failed.text("details[open] mark")).contains("java.util.Optional.empty().get();");
    assertThat(failed.text(".c-place")).startsWith(PROFILE_PAGE + ":");
    assertThat(failed.text("details:not([open]) summary")).contains("calls of others");
    Patience.until("the terminal tells it", () -> clone.said("run.err").contains("whole stack"));
    assertThat(clone.said("run.err"))
        .contains(
            "  java.util.NoSuchElementException: No value present\n  at " + PROFILE_PAGE + ":",
            "  The whole stack is in var/log/server.log.")
        .doesNotContain("hush", "\tat ");
    assertThat(failed.text("#request")).contains("teal", "users.profile", "/WEB-INF/users/");
    assertThat(failed.text("#session")).contains("admin", "masked");
    assertThat(failed.text("#sql td")).containsIgnoringCase("select");
    assertThat(failed.body())
        .doesNotContain("hush", visitor.cookie("session").orElseThrow())
        .doesNotContain("<script", "<style", " style=", " onclick=");
    assertThat(failed.header("Content-Security-Policy").orElse("")).contains("script-src 'self'");
  }

  @Test
  void opensTheConsoleByThePinAndOnlyToWhoHasGivenIt() throws IOException {
    Visitor developer = newcomer();
    Answer debugger = fail(developer);
    String place = url(debugger);
    String token = token(debugger);

    assertThat(developer.post(place + "/console", Map.of("token", token, "code", "1+1")).status())
        .isEqualTo(403);
    developer.post(place + "/unlock", Map.of("token", token, "pin", "000-000-000"));
    assertThat(developer.get(place).text("#console"))
        .contains("That PIN was wrong. The PIN", "Tries left: 9");

    // Another site's form, one that says nothing of where it is from, another page's token.
    for (String origin : new String[] {"http://evil.example", "http://localhost:1", "null", null}) {
      for (String site : new String[] {"cross-site", "same-origin", null}) {
        assertThat(
                developer
                    .send(
                        "POST",
                        place + "/unlock",
                        "token=" + token + "&pin=" + pin(),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Origin",
                        origin,
                        "Sec-Fetch-Site",
                        site)
                    .status())
            .isEqualTo(403);
      }
    }
    String other = token(fail(developer));
    assertThat(developer.post(place + "/unlock", Map.of("token", other, "pin", pin())).status())
        .isEqualTo(403);
    assertThat(developer.get(place).text("#console")).contains("Tries left: 9");

    developer.post(place + "/unlock", Map.of("token", token, "pin", pin()));
    String cookie = developer.cookie("debug").orElseThrow();
    for (String code :
        new String[] {
          "int twice(int x) { return 2 * x; }",
          "twice(21)",
          "error.getMessage()",
          "sql(\"select username from users where username = ?\", \"admin\")",
          "users.find(\"admin\").isPresent()",
          "sql(\"update users set language = language where id = -1\")",
          "bean(Users.class).find(\"admin\").isPresent()",
          "\"at the bottom: \" + error.getClass().getSimpleName()",
        }) {
      developer.post(place + "/console", Map.of("token", token, "code", code));
    }
    assertThat(developer.get(place).text(".c-console"))
        .contains(
            "42",
            "No value present",
            "username\n--------\n\"admin\"\n1 row",
            "users.find(\"admin\").isPresent()\ntrue",
            "0 rows changed",
            "at the bottom: NoSuchElementException");

    // What was overheard is of no use without the cookie, and the cookie of none without the page.
    assertThat(newcomer().post(place + "/console", Map.of("token", token, "code", "1")).status())
        .isEqualTo(403);
    assertThat(
            newcomer()
                .cookie("debug", cookie + "x")
                .post(place + "/console", Map.of("token", token, "code", "1"))
                .status())
        .isEqualTo(403);
    assertThat(developer.post(place + "/console", Map.of("token", "guessed", "code", "1")).status())
        .isEqualTo(403);
    assertThat(developer.get(place).text(".c-console")).doesNotContain("guessed");
  }

  private static String said(Visitor developer, String place) {
    return developer.get(place).page().select(".c-console").text();
  }

  @Test
  void endsALineOfTheConsoleThatDoesNotEnd() throws Exception {
    Visitor developer = newcomer();
    Answer debugger = fail(developer);
    String place = url(debugger);
    String token = token(debugger);
    developer.post(place + "/unlock", Map.of("token", token, "pin", pin()));
    developer.post(place + "/console", Map.of("token", token, "code", "int kept = 41;"));

    for (String endless :
        new String[] {"while (true) {}", "for (;;) try { Thread.sleep(9000); } finally {}"}) {
      var evaluated =
          CompletableFuture.supplyAsync(
              () ->
                  developer
                      .twin()
                      .post(place + "/console", Map.of("token", token, "code", endless))
                      .status());
      for (int i = 0; i < 100 && !said(developer, place).contains("Still runs."); i++) {
        Thread.sleep(100);
      }
      developer.post(place + "/console", Map.of("token", token, "code", "1 + 1"));
      assertThat(said(developer, place)).contains("the line before still runs");
      assertThat(newcomer().post(place + "/stop", Map.of("token", token)).status()).isEqualTo(403);
      assertThat(evaluated).isNotDone();

      assertThat(developer.post(place + "/stop", Map.of("token", token)).status()).isEqualTo(303);
      assertThat(evaluated.get(5, TimeUnit.SECONDS)).isEqualTo(303);
      assertThat(said(developer, place)).endsWith("Stopped.");
    }
    for (String code :
        new String[] {
          "kept + 1",
          "throw new Error(\"zap\");",
          "int deep(int n) { return deep(n) + 1; }",
          "deep(1)"
        }) {
      developer.post(place + "/console", Map.of("token", token, "code", code));
    }
    assertThat(said(developer, place))
        .contains("42", "java.lang.Error: zap", "java.lang.StackOverflowError")
        .doesNotContain("EvalException");
  }

  @Test
  void showsTheDebuggerToNobodyElse() throws IOException {
    String place = url(fail(newcomer()));
    Visitor stranger = newcomer().with("X-Forwarded-For", "192.0.2.7");

    assertThat(fail(stranger).text("h1")).doesNotContain("NoSuchElement");
    assertThat(stranger.get(place).status()).isEqualTo(404);
    assertThat(stranger.get("/login").page().select(".c-debugbar")).isEmpty();
  }

  @Test
  void shutsTheConsoleAfterTenWrongPins() throws Exception {
    Visitor guesser = newcomer();
    Answer debugger = fail(guesser);
    String place = url(debugger);
    var guesses =
        IntStream.range(0, 14)
            .mapToObj(
                guess ->
                    CompletableFuture.runAsync(
                        () ->
                            guesser.post(
                                place + "/unlock",
                                Map.of("token", token(debugger), "pin", "1" + guess))))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(guesses).join();
    assertThat(guesser.get(place).text("#console")).contains("too many wrong PINs");

    guesser.post(place + "/unlock", Map.of("token", token(debugger), "pin", pin()));
    assertThat(guesser.cookie("debug")).isEmpty();

    // The last test: what was counted outlives a deployment.
    edit(USERS, "\"/u/{name}\"", "\"/whom/{name}\"");
    assertThat(guesser.get("/whom/boom").text("#console")).contains("too many wrong PINs");

    // Whoever has the terminal is not shut out by others.
    var fresh = clone.start("pin", "pin");
    assertThat(fresh.waitFor()).isZero();
    Answer again = guesser.get("/whom/boom");
    assertThat(again.text("#console")).contains("Tries left: 10");
    guesser.post(url(again) + "/unlock", Map.of("token", token(again), "pin", pin()));
    assertThat(guesser.cookie("debug")).as("by the old one").isEmpty();
    guesser.post(
        url(again) + "/unlock",
        Map.of("token", token(again), "pin", clone.said("pin.out").strip()));
    assertThat(guesser.cookie("debug")).isPresent();

    assertThat(evaluate(guesser, again).status()).isEqualTo(303);
    assertThat(clone.start("pin2", "pin").waitFor()).isZero();
    assertThat(evaluate(guesser, again).status()).as("by a cookie of the old one").isEqualTo(403);
  }

  private static Answer evaluate(Visitor who, Answer debugger) {
    return who.post(url(debugger) + "/console", Map.of("token", token(debugger), "code", "1 + 1"));
  }

  @Test
  void endsPagesWithWhatTheyTook() throws IOException {
    Answer page = visitor.get("/user");
    assertThat(page.text(".c-debugbar summary")).contains("users.account", "SQL");
    assertThat(page.text(".c-debugbar")).contains("/WEB-INF/users/account.xhtml");
    assertThat(page.text(".c-debugbar")).contains("render_response", "Status 200");
    assertThat(page.page().select(".c-debugbar td")).isNotEmpty();
    assertThat(page.page().select(".c-debugbar [style], .c-debugbar script")).isEmpty();

    Answer after =
        visitor.get("/user").form("add").fill("address", "bar@example.org").press("go").follow();
    assertThat(after.text(".c-debugbar")).contains("Before: POST /user, 303", "mails: 1");
  }

  @Test
  void canBeUsedInABrowserInBothThemesAndByKeyboard() throws Exception {
    fail(newcomer());
    var site = URI.create("http://localhost:" + port);
    try (var browser = Browser.launch()) {
      for (var viewing : List.of(Viewing.plain(), Viewing.plain().inTheDark().size(320, 640))) {
        var page = browser.visit(site, viewing);
        page.context().setExtraHTTPHeaders(Map.of());
        var refusals = new ArrayList<String>();
        page.onConsoleMessage(
            message -> {
              if (message.text().contains("Content Security Policy")) {
                refusals.add(message.text());
              }
            });
        page.navigate("/login");
        page.locator(".c-debugbar summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".c-debugbar dl").first().isVisible()).isTrue();
        page.navigate("/u/boom");
        page.locator("#pin").fill("1");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#pin:focus")).isInViewport();
        page.keyboard().type(pin());
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#code:focus")).isInViewport();
        page.keyboard().type("20 +");
        page.keyboard().press("Shift+Enter");
        page.keyboard().type("22");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".c-console")).containsText("42");
        PlaywrightAssertions.assertThat(page.locator("#code:focus")).isInViewport();
        PlaywrightAssertions.assertThat(page.locator("#stop")).isHidden();
        page.keyboard().type("while (true) {}");
        page.keyboard().press("Enter");
        Thread.sleep(1500); // else the browser sends the second form alone
        // By keyboard, because the driver's clicks wait for the page that does not come.
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".c-console")).containsText("Stopped.");
        PlaywrightAssertions.assertThat(page.locator("#code:focus")).isInViewport();
        assertThat(sideways(page)).isZero();
        assertThat(refusals).isEmpty();
        page.context().close();
      }
    }
  }

  private static int sideways(Page page) {
    return (int)
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
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

    Files.writeString(clone.path(MIGRATION.replace("0101", "0102")), "drop table users_debug;\n");
    Answer losing = visitor.get("/login");
    assertThat(losing.text(".alert li")).startsWith("drops the table users_debug (");
    assertThat(visitor.post("/-/carafe/migrate", Map.of("token", token)).status()).isEqualTo(303);
    assertThat(visitor.get("/login").status()).as("without consent").isEqualTo(500);
    assertThat(apply("token=" + token + "&lose=0badc0de").status()).isEqualTo(303);
    assertThat(visitor.get("/login").status()).as("with consent to something else").isEqualTo(500);
    String agreed = losing.page().select("input[name=lose][required]").val();
    assertThat(apply("token=" + token + "&lose=" + agreed).status()).isEqualTo(303);
    assertThat(visitor.get("/user").status()).isEqualTo(200);
  }

  private Answer apply(String form) {
    return visitor.send("POST", "/-/carafe/migrate", form, "Origin", "http://localhost:" + port);
  }

  @Test
  void looksAgainAtAChangeThatCouldNotBeRead() throws IOException {
    Path page = clone.path(PROFILE_PAGE);
    String text = Files.readString(page);
    Files.write(page, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
    assertThat(visitor.get("/login").status()).isEqualTo(500);
    assertThat(visitor.get("/login").status()).as("not the code of before").isEqualTo(500);
    Files.writeString(page, text);
    assertThat(visitor.get("/login").status()).isNotEqualTo(500);
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /-/carafe/%zz.css                       | 404
          GET /-/carafe/%00.css                       | 404
          GET /-/carafe/web/%2e%2e/WEB-INF/base.xhtml | 404
          GET /-/carafe/web/../../../../pom.css       | 404
          GET /-/carafe/web/app.css                   | 200
          POST /-/carafe/migrate, Content-Length: -5  | 400
          POST /-/carafe/migrate, Content-Length: x   | 400
          POST /-/carafe/migrate, Content-Length: 99999999999 | 400
          """)
  void answersWhatIsMalformedInASentence(String request, int status) throws IOException {
    String[] parts = request.split(", ", 2);
    String answer =
        raw(
            parts[0]
                + " HTTP/1.1\nHost: localhost\n"
                + (parts.length > 1 ? parts[1] + "\n" : "")
                + "\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("java.", "Exception");
  }

  @Test
  void answersToTheNamesThatAreConfigured() throws IOException {
    assertThat(raw("GET /login HTTP/1.1\nHost: carafe.test:" + port + "\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200")
        .contains("c-debugbar");
    assertThat(raw("GET /login HTTP/1.1\nHost: other.test\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 421");
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

  /**
   * By its name the last one, because it ends what runs. The pom has another time and is older than
   * the build, so that nothing that other tests use is built.
   */
  @Test
  void startsAnewWhereAPomHasChanged() throws Exception {
    edit("carafe", "set -eu\n", "set -eu\n[ \"${1:-}\" != help ] || sleep 3\n");
    Files.setLastModifiedTime(
        clone.path("web-module/pom.xml"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    Instant end = Instant.now().plusSeconds(20);
    Answer waiting = visitor.get("/user");
    while (waiting.status() == 200 && Instant.now().isBefore(end)) {
      Thread.sleep(100);
      waiting = visitor.get("/user");
    }
    assertThat(waiting.text("h1")).isEqualTo("A pom.xml has changed: everything is being built");
    assertThat(waiting.page().select("script[src$=mended.js]")).hasSize(1);

    clone.awaitBanners("run", running, 2);
    assertThat(clone.said("run.err")).contains("building everything", "starting anew");
    assertThat(visitor.get("/user").status()).as("with the session there was").isEqualTo(200);
  }
}
