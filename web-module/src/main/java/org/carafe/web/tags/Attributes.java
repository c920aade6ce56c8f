package org.carafe.web.tags;

import jakarta.faces.component.UIComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A tag's attributes: what the page's author wrote, evaluated when it is asked for. */
record Attributes(UIComponent component) {

  /** The attribute, {@code null} when it is absent. */
  @Nullable Object value(String name) {
    return component.getAttributes().get(name);
  }

  /** The attribute as text, {@code null} when it is absent or empty. */
  @Nullable String text(String name) {
    Object value = value(name);
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }

  /** The attribute as text, or this. */
  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /** The attribute as text, which the page's author must give. */
  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "<c:%s id=\"%s\"> needs a value for its attribute “%s”."
              .formatted(
                  component.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                  component.getId(),
                  name));
    }
    return text;
  }

  /** Whether the attribute is true. */
  boolean flag(String name) {
    return "true".equals(text(name));
  }
}
