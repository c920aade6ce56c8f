package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.carafe.testing.Answer;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.Visitor;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;

/** What {@code /openapi} serves. */
@BrowserTest
@RunAsClient
class OpenApiIT {
  private static final Path DOCUMENT =
      SourceTree.MODULE.resolve("src/main/resources/META-INF/openapi.yaml");

  @Test
  void isTheDocumentInTheRepository() {
    Answer answer = new Visitor(Site.current().url()).get("/openapi");

    assertThat(answer.status()).isEqualTo(200);
    String written = SourceTree.text(DOCUMENT);
    assertThat(keys(answer.body())).containsAll(keys(written));
    assertThat(answer.body().lines().filter(line -> line.matches(" +/\\S+:")).map(String::strip))
        .containsExactlyInAnyOrderElementsOf(
            written.lines().filter(line -> line.matches(" +/\\S+:")).map(String::strip).toList());
  }

  private static java.util.Set<String> keys(String document) {
    return document
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("(/\\S+|[a-zA-Z]+):.*"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(java.util.stream.Collectors.toSet());
  }
}
