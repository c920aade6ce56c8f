package org.carafe.cli.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names that mean something already, in Java, in SQL or in what is written. */
final class ReservedWords {
  private static final Set<String> SQL = read("sql-words.txt");
  private static final Set<String> TYPES = read("type-words.txt");

  /** Fields that every entity has, and what Object has. */
  private static final Set<String> FIELDS =
      Set.of("id", "version", "owner", "ownerId", "createdAt", "draft", "class", "content", "nav");

  /** What ends the names of the other classes of a module. */
  private static final Set<String> ENDINGS =
      Set.of("created", "deleted", "drafts", "choices", "test", "page");

  /** Ids of the layout and of forms, and words of views. */
  private static final Set<String> IDS =
      Set.of(
          "me", "go", "form", "edit", "create", "delete", "theirs", "q", "top", "empty", "eq", "ne",
          "lt", "le", "gt", "ge");

  private ReservedWords() {}

  private static Set<String> read(String file) {
    try (InputStream words =
        Objects.requireNonNull(ReservedWords.class.getResourceAsStream(file))) {
      return Set.of(new String(words.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Refuses a name of a field, module or table.
   *
   * @param what the thing it is to name
   */
  static void refuse(String what, String name) {
    if (SourceVersion.isKeyword(name)) {
      throw new ScaffoldException(
          "“%s” is a word of Java and cannot name a %s. Choose another.".formatted(name, what));
    }
    if (SQL.contains(Names.snake(name).toUpperCase(Locale.ROOT))) {
      throw new ScaffoldException(
          "“%s” is a word of SQL and cannot name a %s. Choose another, such as %s."
              .formatted(name, what, what.equals("field") ? name + "Value" : name + "s"));
    }
    if (what.equals("field") && (FIELDS.contains(name) || IDS.contains(name))) {
      throw new ScaffoldException(
          "“%s” is used by every entity or page already and cannot name a field. Choose another."
              .formatted(name));
    }
  }

  /** Refuses a name of an enum's field: its type is called by the entity and the field. */
  static void refuseEnum(String name) {
    if (ENDINGS.contains(name)) {
      throw new ScaffoldException(
          "An enum %s would be called as another class of the module. Choose another name, such as %sKind."
              .formatted(name, name));
    }
  }

  /** Refuses a name of an entity. */
  static void refuseType(String name) {
    boolean taken = TYPES.contains(name);
    try {
      Class.forName("java.lang." + name);
      taken = true;
    } catch (ClassNotFoundException free) {
      // as it should be
    }
    if (taken || SQL.contains(name.toUpperCase(Locale.ROOT))) {
      throw new ScaffoldException(
          "“%s” is a name of Java or of a query and cannot name an entity. Choose another, such as %s."
              .formatted(name, "Own" + name));
    }
  }
}
