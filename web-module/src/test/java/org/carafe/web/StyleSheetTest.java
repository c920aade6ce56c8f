package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** app.css is built by hand from the sources in look; this keeps it from growing stale. */
class StyleSheetTest {
  private static final Path LOOK = SourceTree.MODULE.resolve("look");

  @Test
  void isMadeOfTheSourcesBesideIt() throws Exception {
    for (String line : Files.readAllLines(LOOK.resolve("app.css.sha256"))) {
      String[] record = line.split("  ", 2);
      assertThat(sha256(LOOK.resolve(record[1])))
          .as(
              "%s has changed since app.css was built. In web-module/look run: npm install && npm"
                  + " run css",
              record[1])
          .isEqualTo(record[0]);
    }
  }

  @Test
  void refersToItsFontsByARelativePath() {
    String css = SourceTree.text(SourceTree.MODULE.resolve("src/main/webapp/web/app.css"));
    assertThat(css).contains("url(fonts/figtree-latin.woff2)").doesNotContain("url(/");
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
