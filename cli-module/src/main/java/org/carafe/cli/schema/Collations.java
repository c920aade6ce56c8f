package org.carafe.cli.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carafe.core.migration.Database;

/**
 * Whether texts of different tables can be compared: the server refuses it where both have a
 * collation of a language, and not the same. A binary one goes with every other.
 */
final class Collations {
  private Collations() {}

  /** Where a text has another collation than most, a sentence each. */
  static List<String> complaints(Database database) throws SQLException {
    var collations = new HashMap<String, List<String>>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select collation_name, concat(table_name, '.', column_name)
                from information_schema.columns
                where table_schema = database() and character_set_name = 'utf8mb4'
                  and collation_name not like '%\\_bin' and table_name <> 'flyway_schema_history'
                order by 2
                """)) {
      while (rows.next()) {
        collations
            .computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
            .add(rows.getString(2));
      }
    }
    String usual =
        collations.entrySet().stream()
            .max(
                Map.Entry.<String, List<String>>comparingByValue((a, b) -> a.size() - b.size())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse("");
    return collations.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(usual))
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(
                        column ->
                            "%s has the collation %s and other texts %s, so the two cannot be compared. Write a migration: alter table … modify column … character set utf8mb4 collate %s."
                                .formatted(column, entry.getKey(), usual, usual)))
        .sorted()
        .toList();
  }
}
