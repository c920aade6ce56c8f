package org.carafe.cli.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.migration.SqlParts;

/**
 * A foreign key.
 *
 * @param actions such as {@code on delete cascade}, or empty
 */
record ForeignKey(
    String name, List<String> columns, String target, List<String> targetColumns, String actions) {
  private static final Pattern LINE =
      Pattern.compile(
          "CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY \\(([^)]*)\\) REFERENCES `((?:[^`]|``)+)` \\(([^)]*)\\)(.*)");

  static ForeignKey parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("Not understood: " + line);
    }
    return new ForeignKey(
        parts.group(1),
        names(parts.group(2)),
        parts.group(3),
        names(parts.group(4)),
        Sql.lower(parts.group(5))
            .replaceAll(" on (delete|update) (no action|restrict)", "")
            .strip());
  }

  private static List<String> names(String list) {
    return SqlParts.of(list, ',').stream().map(Sql::unquoted).toList();
  }

  ForeignKey named(String other) {
    return new ForeignKey(other, columns, target, targetColumns, actions);
  }

  ForeignKey acting(String other) {
    return new ForeignKey(name, columns, target, targetColumns, other);
  }

  ForeignKey withColumn(String column, String other) {
    return new ForeignKey(
        name,
        columns.stream().map(each -> each.equals(column) ? other : each).toList(),
        target,
        targetColumns,
        actions);
  }

  ForeignKey withTarget(String column, String other) {
    return new ForeignKey(
        name,
        columns,
        target,
        targetColumns.stream().map(each -> each.equals(column) ? other : each).toList(),
        actions);
  }

  /** The same, whatever it is called. */
  boolean isSame(ForeignKey other) {
    return leadsAsWell(other) && actions.equals(other.actions);
  }

  /** The same columns to the same place. */
  boolean leadsAsWell(ForeignKey other) {
    return columns.equals(other.columns)
        && target.equals(other.target)
        && targetColumns.equals(other.targetColumns);
  }

  String sql() {
    return "constraint %s foreign key (%s) references %s (%s)%s"
        .formatted(
            Sql.name(name),
            Sql.names(columns),
            Sql.name(target),
            Sql.names(targetColumns),
            actions.isEmpty() ? "" : " " + actions);
  }
}
