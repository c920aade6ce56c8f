package org.carafe.cli.scaffold;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Templates beside this class, written as what they become. They end in {@code .template}, so that
 * nobody takes them for views, texts and mail of this module.
 */
final class Templates {
  private static final Pattern PRINTED_LAST = Pattern.compile("\\{\\{[^{}]*}}\n");

  private final PebbleEngine engine =
      new PebbleEngine.Builder()
          .loader(new StringLoader())
          .autoEscaping(false)
          .strictVariables(true)
          .cacheActive(false)
          .build();

  /** The file's text with the variables filled in. */
  String render(String file, Map<String, Object> variables) {
    // Pebble drops a newline after what it prints; there the line ends.
    String template = PRINTED_LAST.matcher(read(file)).replaceAll("$0\n");
    var text = new StringWriter();
    try {
      engine.getTemplate(template).evaluate(text, variables);
    } catch (PebbleException | IOException mistake) {
      throw new IllegalStateException(
          "The template " + file + ": " + mistake.getMessage(), mistake);
    }
    return text.toString();
  }

  static String read(String file) {
    try (InputStream template = Templates.class.getResourceAsStream(file + ".template")) {
      if (template == null) {
        throw new IllegalArgumentException("There is no template " + file);
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
