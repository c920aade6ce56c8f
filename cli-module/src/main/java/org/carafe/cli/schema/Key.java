package org.carafe.cli.schema;

import java.util.List;
import org.carafe.core.migration.SqlParts;

/**
 * An index.
 *
 * @param kind {@code primary}, {@code unique}, {@code fulltext}, {@code spatial} or empty
 * @param parts columns with what belongs to them, such as {@code name(10) desc}
 * @param options such as {@code using hash}, or empty
 */
record Key(String kind, String name, List<String> parts, String options) {

  static Key parse(String line) {
    String head = line.substring(0, line.indexOf("KEY"));
    String rest = line.substring(line.indexOf("KEY") + 3).strip();
    String inside = Sql.inside(rest);
    String name =
        rest.startsWith("`") ? Sql.unquoted(rest.substring(0, rest.indexOf('`', 1) + 1)) : "";
    String options = rest.substring(rest.indexOf('(') + inside.length() + 2).strip();
    return new Key(
        Sql.lower(head).strip(),
        name,
        SqlParts.of(inside, ',').stream().map(Key::part).toList(),
        options);
  }

  private static String part(String text) {
    return Sql.plain(text).replaceFirst(" DESC$", " desc").replaceFirst(" ASC$", "");
  }

  Key named(String other) {
    return new Key(kind, other, parts, options);
  }

  Key withColumn(String column, String other) {
    return new Key(
        kind,
        name,
        parts.stream()
            .map(
                part ->
                    column(part).equals(column)
                        ? Sql.name(other) + part.substring(Sql.name(column).length())
                        : part)
            .toList(),
        options);
  }

  private static String column(String part) {
    return Sql.unquoted(part.replaceFirst("[( ].*$", ""));
  }

  List<String> columns() {
    return parts.stream().map(Key::column).toList();
  }

  boolean isPrimary() {
    return kind.equals("primary");
  }

  /** The same index, whatever it is called. */
  boolean isSame(Key other) {
    return kind.equals(other.kind) && parts.equals(other.parts) && options.equals(other.options);
  }

  /** Whether it can do the work of a foreign key's own index. */
  boolean covers(List<String> wanted) {
    return (kind.isEmpty() || kind.equals("unique") || isPrimary())
        && columns().size() >= wanted.size()
        && columns().subList(0, wanted.size()).equals(wanted);
  }

  /** As it is written in a table's definition. */
  String sql() {
    String inside =
        " (" + String.join(", ", parts) + ")" + (options.isEmpty() ? "" : " " + options);
    return switch (kind) {
      case "primary" -> "primary key" + inside;
      case "unique" -> "constraint " + Sql.name(name) + " unique" + inside;
      default -> (kind + " index " + Sql.name(name)).strip() + inside;
    };
  }
}
