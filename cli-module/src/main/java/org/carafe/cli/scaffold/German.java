package org.carafe.cli.scaffold;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** German for the words that fields and lists are called by most; others stay to be translated. */
final class German {
  private static final Properties WORDS = read();

  private German() {}

  private static Properties read() {
    var words = new Properties();
    try (var file =
        new InputStreamReader(
            Objects.requireNonNull(German.class.getResourceAsStream("german.properties")),
            StandardCharsets.UTF_8)) {
      words.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return words;
  }

  /** The German label of a name in camel case, the English one where the word is not known. */
  static String of(String name) {
    return WORDS.getProperty(Names.kebab(name), Names.label(name));
  }
}
