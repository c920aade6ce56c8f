package org.carafe.dev.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagLibraryTest {
  private TagLibrary library;

  @BeforeEach
  void read() throws IOException {
    library =
        TagLibrary.read(
            new ByteArrayInputStream(
                """
                <facelet-taglib><namespace>urn:a</namespace>
                  <tag><tag-name>pager</tag-name><attribute><name>text</name></attribute></tag>
                  <tag><tag-name>form</tag-name></tag>
                </facelet-taglib>
                """
                    .getBytes(UTF_8)));
  }

  @Test
  void suggestsTheTagOrTheAttributeThatWasMeant() {
    assertThat(library.namespace()).isEqualTo("urn:a");
    assertThat(library.mistake("pagr", List.of()))
        .hasValue("There is no tag “pagr”. Did you mean “pager”?");
    assertThat(library.mistake("pager", List.of("text", "tetx")))
        .hasValue("The tag “pager” has no attribute “tetx”. Did you mean “text”?");
    assertThat(library.mistake("form", List.of("text")))
        .as("of another tag")
        .hasValue("The tag “form” has no attribute “text”.");
  }

  @Test
  void acceptsWhatIsDeclaredAndWhatEveryComponentHas() {
    assertThat(library.mistake("pager", List.of("id", "text", "rendered", "binding"))).isEmpty();
  }
}
