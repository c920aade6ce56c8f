package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Member;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Style sheets, scripts and fonts. */
@BrowserTest
@RunAsClient
class StaticFilesIT {
  private final Site site = Site.current();
  private final Visitor visitor = new Visitor(site.url());

  private final String css = visitor.get("/").page().select("link[rel=stylesheet]").attr("href");

  @Test
  void areImmutableUnderTheirHash() {
    Answer answer = visitor.get(css);

    assertThat(css).matches("/static/[0-9a-f]{12}/web/app\\.css");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("public, max-age=31536000, immutable");
    assertThat(answer.header("Content-Type")).contains("text/css; charset=utf-8");
    EveryAnswerIT.assertSafe(answer);
  }

  @Test
  void includeWhatWebJarsHaveMinified() {
    String url = css.replace("web/app.css", "webjars/chart.js/chart.umd.min.js");
    assertThat(visitor.get(url).header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(visitor.get(url).body()).contains("Chart");
  }

  @Test
  void areNotKeptUnderAnotherHash() {
    Answer answer = visitor.get("/static/000000000000/web/app.css");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-cache");
  }

  @Test
  void areCompressedForWhoCanReadIt() {
    Answer plain = visitor.get(css);
    Answer compressed = visitor.send("GET", css, "", "Accept-Encoding", "gzip");

    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(plain.header("Vary")).contains("Accept-Encoding");
    assertThat(compressed.header("Content-Encoding")).contains("gzip");
    assertThat(size(compressed)).isLessThan(size(plain) / 3);
  }

  private static int size(Answer answer) {
    return Integer.parseInt(answer.header("Content-Length").orElseThrow());
  }

  @Test
  void neitherSetNorRenewCookies() {
    Visitor member = Member.signUp(site).visitor();

    assertThat(member.get(css).setCookies()).isEmpty();
    assertThat(member.get("/static/0/nothing").setCookies()).isEmpty();
  }

  @Test
  void takeNothingButGetAndHead() {
    Answer answer = visitor.post(css, Map.of());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/0/WEB-INF/web.xml",
        "/static/0/web/",
        "/static/0/",
        "/static/0",
        "/static/",
        "/static/web/app.css",
        "/static/0/web/../web/app.css",
        "/static/0/org/carafe/auth/messages.properties"
      })
  void areOnlyWhatModulesOffer(String path) {
    assertThat(visitor.get(path).status()).isIn(400, 404);
  }
}
