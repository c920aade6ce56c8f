package org.carafe.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of all modules: in step in every language, and in the site's own voice. */
class MessagesTest {
  private static final List<String> OTHER_LANGUAGES = List.of("de");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\n *\\* .*(?:flash\\.\\w+\\(|errors\\.field\\(\"\\w+\", |messages\\.text\\([\\w.]+, )\"([\\w.]+)\"");
  private static final Pattern LOUD =
      Pattern.compile("!|\\bsuccessful|\\berfolgreich|\\boops\\b", Pattern.CASE_INSENSITIVE);

  static Stream<Path> bundles() {
    return SourceTree.bundles().stream();
  }

  static Stream<Path> allLanguages() {
    return bundles()
        .flatMap(
            bundle ->
                Stream.concat(
                    Stream.of(bundle), OTHER_LANGUAGES.stream().map(in -> in(bundle, in))));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void haveTheSameKeysAndPlaceholdersInEveryLanguage(Path bundle) {
    Properties texts = SourceTree.properties(bundle);
    for (String language : OTHER_LANGUAGES) {
      Path other = in(bundle, language);
      assertThat(other).as("%s has no translation", SourceTree.name(bundle)).exists();
      Properties translated = SourceTree.properties(other);
      assertThat(translated.stringPropertyNames())
          .as("keys of %s", SourceTree.name(other))
          .containsExactlyInAnyOrderElementsOf(texts.stringPropertyNames());
      for (String key : texts.stringPropertyNames()) {
        assertThat(placeholders(translated.getProperty(key)))
            .as("placeholders of %s in %s", key, SourceTree.name(other))
            .isEqualTo(placeholders(texts.getProperty(key)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("allLanguages")
  void areReadableAsMessageFormats(Path bundle) {
    Properties texts = SourceTree.properties(bundle);
    for (String key : texts.stringPropertyNames()) {
      String text = texts.getProperty(key);
      assertThat(text).as("%s in %s", key, SourceTree.name(bundle)).isNotBlank();
      assertThat(text)
          .as("%s in %s: write ’, a straight ' is a quote to MessageFormat", key, bundle)
          .doesNotContain("'");
      if (text.contains("{")) {
        assertThatNoException()
            .as("%s in %s: %s", key, SourceTree.name(bundle), text)
            .isThrownBy(() -> new MessageFormat(text));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("allLanguages")
  void neverRaiseTheirVoice(Path bundle) {
    Properties texts = SourceTree.properties(bundle);
    for (String key : texts.stringPropertyNames()) {
      assertThat(texts.getProperty(key))
          .as("%s in %s", key, SourceTree.name(bundle))
          .doesNotContainPattern(LOUD);
    }
  }

  @ParameterizedTest
  @MethodSource("allLanguages")
  void sayEveryKeyOnce(Path bundle) throws Exception {
    List<String> keys =
        Files.readAllLines(bundle).stream()
            .filter(line -> line.contains("=") && !line.startsWith("#"))
            .map(line -> line.substring(0, line.indexOf('=')).strip())
            .toList();
    assertThat(keys).as("keys of %s", SourceTree.name(bundle)).doesNotHaveDuplicates();
  }

  /** Whoever copies an example gets a text and no error. */
  @Test
  void areThereForTheExamplesOfTheJavadoc() {
    Set<String> keys = bundles().flatMap(SourceTree::fullKeys).collect(toSet());
    Set<String> used = new TreeSet<>();
    for (Path file : SourceTree.classes()) {
      EXAMPLE
          .matcher(SourceTree.text(file))
          .results()
          .forEach((MatchResult found) -> used.add(found.group(1)));
    }
    assertThat(used).hasSizeGreaterThan(3).isSubsetOf(keys);
  }

  /** They are found by their English words: what is reworded in the code alone is English again. */
  @Test
  void areWordedLikeTheProblemsOfTheCode() {
    String code = SourceTree.classes().stream().map(SourceTree::text).collect(joining());
    Set<String> sentences =
        bundles()
            .filter(bundle -> bundle.endsWith("org/carafe/core/messages.properties"))
            .map(SourceTree::properties)
            .flatMap(
                texts ->
                    texts.stringPropertyNames().stream()
                        .filter(key -> key.startsWith("problem."))
                        .map(texts::getProperty))
            .filter(sentence -> !sentence.contains("{"))
            .collect(toSet());

    assertThat(sentences).hasSizeGreaterThan(20);
    assertThat(sentences).allSatisfy(told -> assertThat(code).contains('"' + told + '"'));
  }

  private static Path in(Path bundle, String language) {
    return bundle.resolveSibling("messages_" + language + ".properties");
  }

  private static Set<String> placeholders(String text) {
    var numbers = new TreeSet<String>();
    PLACEHOLDER
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .forEach(numbers::add);
    return numbers;
  }
}
