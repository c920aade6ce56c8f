package org.carafe.cli.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.migration.SqlParts;

/** A table as SHOW CREATE TABLE tells it, taken apart. */
final class TableDefinition {
  private static final Pattern CHECK = Pattern.compile("CONSTRAINT `([^`]+)` CHECK (\\(.*\\))");

  final String name;
  final Map<String, Column> columns = new LinkedHashMap<>();
  final List<Key> keys = new ArrayList<>();

  /** Those that the server made by itself for a foreign key; they come and go with it. */
  final List<Key> implicitKeys = new ArrayList<>();

  final List<ForeignKey> foreignKeys = new ArrayList<>();
  final Map<String, String> checks = new LinkedHashMap<>();

  /** ENGINE, DEFAULT CHARSET, COLLATE, COMMENT and so on. */
  final Map<String, String> options = new LinkedHashMap<>();

  private TableDefinition(String name) {
    this.name = name;
  }

  static TableDefinition parse(String name, String create) {
    var table = new TableDefinition(name);
    create.lines().skip(1).forEach(line -> table.read(line.strip()));
    table.keys.removeIf(
        key -> {
          boolean implicit =
              key.kind().isEmpty()
                  && table.foreignKeys.stream()
                      .anyMatch(
                          foreign ->
                              foreign.name().equals(key.name())
                                  && foreign.columns().equals(key.columns()));
          if (implicit) {
            table.implicitKeys.add(key);
          }
          return implicit;
        });
    return table;
  }

  private void read(String line) {
    String text = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    Matcher check = CHECK.matcher(text);
    if (text.startsWith("`")) {
      Column column = Column.parse(text);
      columns.put(column.name(), column);
    } else if (text.startsWith(")")) {
      readOptions(text.substring(1));
    } else if (check.matches()) {
      checks.put(check.group(1), Sql.plain(check.group(2)));
    } else if (text.startsWith("CONSTRAINT")) {
      foreignKeys.add(ForeignKey.parse(text));
    } else if (text.contains("KEY ")) {
      keys.add(Key.parse(text));
    }
  }

  private void readOptions(String text) {
    String pending = "";
    for (String word : SqlParts.of(text, ' ')) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        pending = word + " ";
      } else {
        options.put(pending + word.substring(0, equals), word.substring(equals + 1));
        pending = "";
      }
    }
    options.remove("AUTO_INCREMENT");
  }

  Optional<Column> column(String other) {
    return columns.values().stream()
        .filter(column -> column.name().equalsIgnoreCase(other))
        .findFirst();
  }

  void renameColumn(String old, String other) {
    var renamed = new LinkedHashMap<String, Column>();
    columns.forEach(
        (each, column) -> {
          String now = each.equals(old) ? other : each;
          renamed.put(now, column.renamed(now));
        });
    columns.clear();
    columns.putAll(renamed);
    keys.replaceAll(key -> key.withColumn(old, other));
    implicitKeys.replaceAll(key -> key.withColumn(old, other));
    foreignKeys.replaceAll(key -> key.withColumn(old, other));
  }

  /** How the table is written. */
  String create(List<ForeignKey> included) {
    var lines = new ArrayList<String>();
    columns.values().forEach(column -> lines.add(Sql.name(column.name()) + " " + column.sql()));
    keys.stream()
        .filter(key -> key.isPrimary() || key.kind().equals("unique"))
        .forEach(key -> lines.add(key.sql()));
    included.forEach(key -> lines.add(key.sql()));
    checks.forEach(
        (check, condition) -> lines.add("constraint " + Sql.name(check) + " check " + condition));
    keys.stream()
        .filter(key -> !key.isPrimary() && !key.kind().equals("unique"))
        .forEach(key -> lines.add(key.sql()));
    return "create table %s (\n  %s\n) %s"
        .formatted(Sql.name(name), String.join(",\n  ", lines), optionsSql());
  }

  String optionsSql() {
    var words = new ArrayList<String>();
    options.forEach(
        (option, value) ->
            words.add(
                switch (option) {
                  case "ENGINE" -> "engine = " + value;
                  case "DEFAULT CHARSET" -> "default character set " + value;
                  case "COLLATE" -> "collate " + value;
                  case "COMMENT" -> "comment " + value;
                  default -> Sql.lower(option) + " = " + value;
                }));
    return String.join(" ", words);
  }
}
