package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.carafe.core.Application;
import org.carafe.core.text.Messages;
import org.carafe.mail.MailPreview;
import org.carafe.mail.MailPreviews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every mail template of every module in every language, with its module's sample. */
class MailTemplatesTest {
  private static final Pattern FILE =
      Pattern.compile("org/carafe/([a-z]+)/mail/([a-zA-Z0-9]+)(?:\\.(?:html|txt))?\\.peb$");
  private static final List<String> PARTS = List.of("mail.layout", "mail.blocks");
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\{\\{|\\{%|\\{\\d|\\bnull\\b|&amp;amp;|&amp;lt;|&lt;bdi|\"cid:");

  private final MailPreviews previews =
      new MailPreviews(
          Messages.of(Application.discover()),
          "Carafe",
          URI.create("https://accounts.example.org"),
          MailPreviews.discover());

  static Stream<String> templates() {
    return SourceTree.mailTemplates().stream()
        .map(MailTemplatesTest::name)
        .distinct()
        .filter(name -> !PARTS.contains(name));
  }

  private static String name(Path file) {
    var matcher = FILE.matcher(SourceTree.name(file).replace('\\', '/'));
    assertThat(matcher.find()).as("%s is no mail template's place", file).isTrue();
    return matcher.group(1) + "." + matcher.group(2);
  }

  @Test
  void areFound() {
    assertThat(templates()).contains("auth.confirm", "users.confirmAddress", "mail.test");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void haveASample(String template) {
    assertThat(previews.templates())
        .as("Add a sample of %s to its module's MailSamples.", template)
        .contains(template);
  }

  @Test
  void existWhereThereIsASample() {
    assertThat(templates()).containsAll(previews.templates());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void areWholeInEveryLanguage(String template) {
    for (Locale language : Messages.LANGUAGES) {
      MailPreview mail = previews.render(template, language).orElseThrow();
      assertThat(mail.subject()).as("subject in %s", language).isNotBlank().hasLineCount(1);
      assertThat(mail.html())
          .as("%s as HTML in %s", template, language)
          .startsWith("<!DOCTYPE html>")
          .contains("lang=\"" + language.toLanguageTag() + "\"", "max-width:600px", "</html>")
          .contains("<h1", "prefers-color-scheme: dark")
          .doesNotContain("<script", "http-equiv")
          .doesNotContainPattern(LEFT_OVER);
      assertThat(mail.text())
          .as("%s as text in %s", template, language)
          .contains("\n-- \n")
          .doesNotContain("</", "&amp;", "&lt;")
          .doesNotContainPattern(LEFT_OVER);
    }
  }

  /** Mail programs drop style sheets; what carries the look stands on the elements. */
  @ParameterizedTest
  @MethodSource("templates")
  void carryTheirStylesOnTheElements(String template) {
    String html = previews.render(template, Locale.ENGLISH).orElseThrow().html();
    String body = html.substring(html.indexOf("<body"));
    assertThat(
            Pattern.compile("<(?:h1|p|a|td|table) (?![^>]*(?:style|role)=)").matcher(body).find())
        .as("an element without a style in %s", template)
        .isFalse();
  }
}
