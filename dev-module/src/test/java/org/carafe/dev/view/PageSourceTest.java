package org.carafe.dev.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSourceTest {
  private static final String VIEW = "/WEB-INF/a/a.xhtml";

  private static String marked(String text) {
    return new PageSource(VIEW, text).marked().replace("&#9;", "\t");
  }

  @Test
  void marksEachExpressionWithItsLineAndMovesNoLine() {
    String marked = marked("<p>\n#{a.b}\n</p><i title=\"x #{\n c}\"/>#{d}");

    var lines = marked.split("\n", -1);
    assertThat(lines).hasSize(4);
    assertThat(Place.of(lines[1])).hasValue(new Place(VIEW, 2));
    assertThat(Place.of(lines[2])).hasValue(new Place(VIEW, 3));
    assertThat(Place.of(lines[3])).hasValue(new Place(VIEW, 4));
    assertThat(Place.unmarked(marked)).isEqualTo("<p>\n#{a.b}\n</p><i title=\"x #{\n c}\"/>#{d}");
  }

  @Test
  void leavesAloneWhatIsNoExpression() {
    String text = "<!-- #{a}\n --><![CDATA[#{b}]]>\\#{c} # {d}<!-- #{e}";

    assertThat(marked(text)).isEqualTo(text);
    assertThat(Place.of("#{a}")).isEmpty();
  }

  @Test
  void countsTheLinesOfWhatItPassesOver() {
    String marked = marked("<!-- a\n\n --><![CDATA[\n]]>#{x}");

    assertThat(Place.of(marked)).hasValue(new Place(VIEW, 4));
  }
}
