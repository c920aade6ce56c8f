package org.carafe.web.tags;

import jakarta.faces.model.SelectItem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing a select offers. */
record Choice(Object value, String label) {

  /** From a map of values and labels, or a collection of values or of {@link SelectItem}s. */
  static List<Choice> of(@Nullable Object items) {
    if (items instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(Choice::one).toList();
    }
    if (items instanceof Collection<?> values) {
      return values.stream().map(Choice::one).toList();
    }
    if (items instanceof Object[] values) {
      return of(List.of(values));
    }
    throw new IllegalArgumentException(
        "<c:field type=\"select\"> needs items: a map of values and labels, or a list.");
  }

  private static Choice one(Object item) {
    if (item instanceof SelectItem choice) {
      return new Choice(choice.getValue() == null ? "" : choice.getValue(), choice.getLabel());
    }
    if (item instanceof Map.Entry<?, ?> entry) {
      return new Choice(entry.getKey(), String.valueOf(entry.getValue()));
    }
    return new Choice(item, item.toString());
  }
}
