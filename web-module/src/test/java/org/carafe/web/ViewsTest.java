package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs/pages.md, over every view of every module. */
class ViewsTest {
  private static final ViewLint LINT = ViewLint.of(TagLibrary.read(), keys(), icons());

  static Stream<Path> views() {
    return SourceTree.views().stream();
  }

  @ParameterizedTest
  @MethodSource("views")
  void keepTheRules(Path view) {
    assertThat(LINT.mistakes(view)).as(SourceTree.name(view)).isEmpty();
  }

  @Test
  void areFound() {
    assertThat(SourceTree.views()).hasSizeGreaterThan(5);
  }

  /** The lint itself: each rule is broken once. */
  @Nested
  class TheLintRefuses {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '\0',
        value = {
          "<p style=\"color:red\"></p>                          | style=",
          "<p onclick=\"go()\"></p>                             | onclick=",
          "<script></script>                                    | script",
          "<style/>                                             | style",
          "<h:commandLink/>                                     | h:commandLink",
          "<f:ajax/>                                            | f:ajax",
          "<h:button/>                                          | h:button",
          "<f:viewParam/>                                       | f:viewParam",
          "<h:outputScript/>                                    | h:outputScript",
          "<h:outputStylesheet/>                                | h:outputStylesheet",
          "<h:commandButton/>                                   | h:commandButton",
          "<h:commandScript/>                                   | h:commandScript",
          "<f:viewAction/>                                      | f:viewAction",
          "<p title=\"Hello\"></p>                              | title",
          "<img alt=\"Hello\"/>                                 | alt",
          "<input placeholder=\"Hello\"/>                       | placeholder",
          "<c:row title=\"#{a}\" icon=\"mial\"/>                | mial",
          "<p title=\"#{app.text('web.nothing', a)}\"></p>      | web.nothing",
          "<ui:repeat value=\"#{a}\"><c:submit id=\"b\" text=\"#{a}\" action=\"#{a.b}\"/></ui:repeat> | record",
          "<h:dataTable value=\"#{a}\"><jstl:if test=\"#{a}\"/></h:dataTable> | ui:repeat",
          "<x:thing xmlns:x=\"urn:x\"/>                         | urn:x",
          "<p>Hello</p>                                         | Hello",
          "<p aria-label=\"Hello\"></p>                         | aria-label",
          "<c:badge text=\"Hello\"/>                            | text",
          "<p>#{msg['web.nothing']}</p>                         | web.nothing",
          "<c:field id=\"x\" value=\"#{a.b}\" bundle=\"web.no\"/> | web.no.x",
          "<c:badge/>                                           | text",
          "<c:badge text=\"#{a}\" colour=\"red\"/>              | colour",
          "<c:nothing/>                                         | c:nothing",
          "<c:icon name=\"mial\"/>                              | mial",
          "<ui:repeat value=\"#{a}\"><c:button id=\"b\"/></ui:repeat> | record",
          "<ui:repeat value=\"#{a}\"><jstl:if test=\"#{a}\"/></ui:repeat> | ui:repeat",
          "<h:form id=\"f\"/>                                   | prependId",
        })
    void what(String markup, String word) throws Exception {
      assertThat(mistakesOf(markup)).singleElement().asString().contains(word);
    }

    @Test
    void nothingInAGoodView() throws Exception {
      assertThat(
              mistakesOf(
                  "<p class=\"num\">#{msg['web.signIn']} · 10:42 <code>x</code></p>"
                      + "<c:form id=\"f\"><c:badge text=\"#{msg['web.signIn']}\"/></c:form>"))
          .isEmpty();
    }

    private List<String> mistakesOf(String markup) throws Exception {
      Path view = folder.resolve("view.xhtml");
      Files.writeString(
          view,
          "<ui:composition xmlns=\"http://www.w3.org/1999/xhtml\""
              + " xmlns:ui=\"jakarta.faces.facelets\" xmlns:h=\"jakarta.faces.html\""
              + " xmlns:f=\"jakarta.faces.core\" xmlns:c=\"urn:carafe\""
              + " xmlns:jstl=\"jakarta.tags.core\">"
              + markup
              + "</ui:composition>");
      return new ArrayList<>(LINT.mistakes(view));
    }
  }

  private static Set<String> keys() {
    return SourceTree.bundles().stream()
        .flatMap(SourceTree::fullKeys)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> icons() {
    Path icons = SourceTree.MODULE.resolve("src/main/resources/org/carafe/web/icons.properties");
    return SourceTree.properties(icons).stringPropertyNames();
  }
}
