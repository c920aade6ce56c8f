package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faces acts on what a form of the site sends, and on nothing else. That no address takes a form
 * from a link is tried on the whole access table ({@link AccessTableIT}).
 */
@BrowserTest
@RunAsClient
class FormPostsIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  private static final String STATE = "jakarta.faces.ViewState";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jakarta.faces.ViewState=stateless",
        "jakarta.faces.ViewState=",
        "%6aakarta.faces.ViewState=stateless",
        "JAKARTA.FACES.VIEWSTATE=stateless",
        "x=1&jakarta.faces.ViewState=stateless",
        "jakarta.faces.source=go",
        "jakarta.faces.partial.ajax=true",
        "javax.faces.ViewState=stateless",
        "signin=signin&login=admin&password=x&go=1&jakarta.faces.ViewState=stateless"
      })
  void areNeverSentByALink(String query) {
    String url = "/login?" + query;
    assertThat(visitor.get(url).status()).isEqualTo(400);
    assertThat(visitor.send("HEAD", url, "").status()).isEqualTo(400);
    assertThat(visitor.post(url, Map.of(STATE, "stateless")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void areNeverSentByALinkThatCannotBeRead(String method) throws IOException {
    // Past the client, which would refuse to send it.
    try (var socket = new Socket(site.url().getHost(), site.url().getPort())) {
      String request =
          "%s /login?%%zz=1&signin=signin HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, site.url().getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "Stateless", "stateless2", "-1234:5678", "rO0ABXNyAA=="})
  void withAStateThatIsNotOursAreRefused(String state) {
    Visitor member = Member.signUp(site).visitor();

    assertThat(visitor.post("/login", Map.of("signin", "signin", STATE, state)).status())
        .isEqualTo(400);
    assertThat(visitor.post("/register", Map.of("signup", "signup", STATE, state)).status())
        .isEqualTo(400);
    assertThat(member.post("/user", Map.of("list", "list", STATE, state)).status()).isEqualTo(400);
  }

  /** However their fields are sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        STATE + "=-1234:5678",
        "jakarta.faces.source=go",
        "jakarta.faces.partial.ajax=true",
        "javax.faces.ViewState=stateless"
      })
  void inPartsWithMoreThanOursAreNotActedOn(String forged) {
    assertThat(inParts("/album", forged, "adding=adding", "name=x", "go=1").status())
        .isEqualTo(400);
  }

  @Test
  void inPartsAreRefusedWhereNobodyTakesFiles() {
    Member member = Member.signUp(site);

    Answer answer =
        inParts(
            "/login",
            "signin=signin",
            "login=" + member.name(),
            "password=" + Member.PASSWORD,
            "go=1",
            STATE + "=stateless");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.setCookies()).isEmpty();
  }

  /** A page shows again what was refused: that must not be many times what was sent. */
  @Test
  void areShownAgainInMeasure() {
    String long200 = "\"".repeat(80_000); // 240 kB as it is sent
    Answer answer =
        visitor.post(
            "/login",
            Map.of(
                "signin",
                "signin",
                "go",
                "1",
                STATE,
                "stateless",
                "login",
                long200,
                "password",
                "x"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("4,096 characters").hasSizeLessThan(60_000);
    assertThat(visitor.post("/login", Map.of("login", long200 + long200)).status()).isEqualTo(413);
  }

  private Answer inParts(String path, String first, String... others) {
    String parts =
        Stream.concat(Stream.of(first), Stream.of(others))
            .map(field -> field.split("=", 2))
            .map(
                field ->
                    "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(field[0], field[1]))
            .collect(Collectors.joining("", "", "--edge--\r\n"));
    return visitor.send(
        "POST",
        path,
        parts,
        "Content-Type",
        "multipart/form-data; boundary=edge",
        "Sec-Fetch-Site",
        "same-origin");
  }

  @Test
  void keepTheQueryTheyWereOpenedWith() {
    assertThat(visitor.get("/login?next=%2Fuser%2Fdevices").form("signin").action())
        .isEqualTo("/login?next=%2Fuser%2Fdevices");
  }

  @Test
  void areNotFilledInByTheAddress() {
    Member member = Member.signUp(site);
    String typed = "typed-" + member.address();
    String slipped = "slipped-" + member.address();

    Answer page = member.visitor().get("/user?address=" + slipped + "&x=1");
    assertThat(page.form("add").fill("address", typed).press("go").status()).isEqualTo(303);

    assertThat(member.visitor().get("/user").text("#list")).contains(typed).doesNotContain(slipped);
  }

  @Test
  void doNotSayWhatStandsInTheAddress() {
    Member member = Member.signUp(site);

    Answer answer =
        visitor.post(
            "/login",
            Map.of(
                "signin",
                "signin",
                "go",
                "1",
                STATE,
                "stateless",
                "next",
                "/user/devices",
                "login",
                member.name(),
                "password",
                Member.PASSWORD));

    assertThat(answer.location()).isEqualTo("/user");
  }

  @Test
  void areNotSentByTheAddressOfAnother() {
    Member member = Member.signUp(site);
    String slipped = "slipped-" + member.address();

    for (String query : new String[] {"add=add&go=1&address=", "%61dd=add&g%6f=1&addres%73="}) {
      member.visitor().post("/user?" + query + slipped, Map.of("list", "list", STATE, "stateless"));
    }

    assertThat(member.visitor().get("/user").text("#list")).doesNotContain("slipped");
  }
}
