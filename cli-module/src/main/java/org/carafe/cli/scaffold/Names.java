package org.carafe.cli.scaffold;

import java.util.Locale;

/** How one name is written in several places. */
final class Names {
  private Names() {}

  /** {@code dueDate} for a column: {@code due_date}. */
  static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** {@code shoppingLists} for a URL: {@code shopping-lists}. */
  static String kebab(String camel) {
    return snake(camel).replace('_', '-');
  }

  /** {@code dueDate} for a person: {@code Due date}. */
  static String label(String name) {
    return capital(words(name));
  }

  /** {@code ShoppingList} in a sentence: {@code shopping list}. */
  static String words(String name) {
    return snake(name).replaceAll("[_-]", " ");
  }

  static String capital(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  static String small(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  static String withArticle(String noun) {
    return (noun.matches("[aeio].*|u[nmpr].*") ? "an " : "a ") + noun;
  }

  /** The English plural of a lower camel word, by the rules that have few exceptions. */
  static String plural(String singular) {
    if (singular.matches(".*(s|x|z|ch|sh)")) {
      return singular + "es";
    }
    return singular.matches(".*[^aeiou]y")
        ? singular.substring(0, singular.length() - 1) + "ies"
        : singular + "s";
  }
}
