package org.carafe.web.tags;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The icons and drawings, ready to be written into a page; screen readers pass over them. */
final class Shapes {
  private static final Kinds ICONS = read("icon");
  private static final Kinds DRAWINGS = read("drawing");

  private Shapes() {}

  /**
   * A Lucide icon of {@code look/icons.txt}.
   *
   * @throws IllegalArgumentException when there is no such icon, with a suggestion
   */
  static String icon(String name, String styleClass) {
    return "<svg class=\""
        + styleClass
        + "\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">"
        + ICONS.meaning(name)
        + "</svg>";
  }

  /** The carafe: full, half, empty, corked, tipped. */
  static String drawing(String name) {
    return "<svg class=\"c-art\" viewBox=\"0 0 120 120\" aria-hidden=\"true\">"
        + DRAWINGS.meaning(name)
        + "</svg>";
  }

  private static Kinds read(String what) {
    String file = "/org/carafe/web/" + what + "s.properties";
    try (InputStream bytes = Shapes.class.getResourceAsStream(file)) {
      var shapes = new Properties();
      shapes.load(new InputStreamReader(Objects.requireNonNull(bytes), UTF_8));
      return new Kinds(
          what,
          shapes.stringPropertyNames().stream()
              .collect(Collectors.toUnmodifiableMap(name -> name, shapes::getProperty)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
