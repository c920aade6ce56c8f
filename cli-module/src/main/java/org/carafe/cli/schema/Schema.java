package org.carafe.cli.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.carafe.core.migration.Database;

/**
 * The tables of a database. Both sides of a comparison are read from one server, which so settles
 * the spelling of types.
 */
final class Schema {
  private static final String HISTORY = "flyway_schema_history";

  final SortedMap<String, TableDefinition> tables = new TreeMap<>();

  static Schema read(Database database) throws SQLException {
    var schema = new Schema();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (ResultSet rows =
          statement.executeQuery("show full tables where table_type = 'BASE TABLE'")) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      names.remove(HISTORY);
      for (String name : names) {
        try (ResultSet rows =
            statement.executeQuery("show create table `" + name.replace("`", "``") + "`")) {
          rows.next();
          schema.tables.put(name, TableDefinition.parse(name, rows.getString(2)));
        }
      }
    }
    return schema;
  }

  /** Calls things by other names: {@code table.old} to {@code new}, or a table. */
  void rename(Map<String, String> renames) {
    renames.forEach(
        (from, to) -> {
          int dot = from.indexOf('.');
          if (dot >= 0) {
            renameColumn(from.substring(0, dot), from.substring(dot + 1), to);
          }
        });
  }

  private void renameColumn(String table, String old, String other) {
    Objects.requireNonNull(tables.get(table)).renameColumn(old, other);
    tables
        .values()
        .forEach(
            each ->
                each.foreignKeys.replaceAll(
                    key -> key.target().equals(table) ? key.withTarget(old, other) : key));
  }
}
