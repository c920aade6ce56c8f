package org.carafe.snippets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement as somebody typed it. */
public record SqlStatement(String text, List<@Nullable Object> values) {
  private static final Set<String> READING =
      Set.of("select", "show", "describe", "desc", "explain", "with", "values", "table", "help");
  private static final Set<String> ENDING =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "cache",
          "change",
          "check",
          "commit",
          "create",
          "drop",
          "flush",
          "grant",
          "install",
          "lock",
          "optimize",
          "rename",
          "repair",
          "reset",
          "revoke",
          "rollback",
          "start",
          "stop",
          "truncate",
          "uninstall",
          "unlock");
  private static final Pattern BEFORE =
      Pattern.compile(
          "\\A(?:\\s|\\(|--[^\\n]*(?:\\n|\\z)|#[^\\n]*(?:\\n|\\z)|/\\*(?![!M]).*?\\*/)*",
          Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\A\\w+");

  /** Whether it can change data; one whose kind is not known can. */
  public boolean changes() {
    return !READING.contains(firstWord());
  }

  /** Whether MariaDB would end the transaction that it is in. */
  public boolean endsTransactions() {
    return ENDING.contains(firstWord());
  }

  /** In small letters, or nothing where it begins otherwise. */
  private String firstWord() {
    var word = WORD.matcher(BEFORE.matcher(text).replaceFirst(""));
    return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
  }

  /** Carries it out in a transaction in which the database refuses changes. */
  public Rows read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("start transaction read only");
      try {
        return execute(connection);
      } finally {
        statement.execute("rollback");
      }
    }
  }

  /** Carries it out. */
  public Rows execute(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setMaxRows(Rows.MOST);
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      if (!statement.execute()) {
        return Rows.changed(Math.max(statement.getUpdateCount(), 0));
      }
      try (ResultSet result = statement.getResultSet()) {
        return rows(result);
      }
    }
  }

  private static Rows rows(ResultSet result) throws SQLException {
    ResultSetMetaData described = result.getMetaData();
    var columns = new ArrayList<String>();
    var secret = new ArrayList<Boolean>();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      String label = described.getColumnLabel(i);
      columns.add(columns.contains(label) ? label + "_" + i : label);
      secret.add(Secrets.isSecret(label) || Secrets.isSecret(described.getColumnName(i)));
    }
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    while (result.next()) {
      var row = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), value(result, i + 1, described.getColumnType(i + 1)));
      }
      rows.add(Collections.unmodifiableMap(row));
    }
    return Rows.read(columns, secret, rows);
  }

  private static @Nullable Object value(ResultSet result, int column, int type)
      throws SQLException {
    return switch (type) {
      case Types.TIMESTAMP -> result.getObject(column, LocalDateTime.class);
      case Types.DATE -> result.getObject(column, LocalDate.class);
      case Types.TIME -> result.getObject(column, LocalTime.class);
      default -> result.getObject(column);
    };
  }
}
