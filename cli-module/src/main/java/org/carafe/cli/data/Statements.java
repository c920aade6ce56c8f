package org.carafe.cli.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import org.carafe.core.migration.MigrationException;

/** Statements of a text, each ending with a semicolon at the end of a line. */
final class Statements {
  private Statements() {}

  static void run(String name, BufferedReader text, Statement statement) throws IOException {
    var sql = new StringBuilder();
    int number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      number++;
      if (sql.isEmpty() && (line.isBlank() || line.startsWith("--"))) {
        continue;
      }
      sql.append(line).append('\n');
      if (line.endsWith(";")) {
        execute(name, number, sql.substring(0, sql.length() - 2), statement);
        sql.setLength(0);
      }
    }
  }

  private static void execute(String name, int line, String sql, Statement statement) {
    try {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new MigrationException(
          "%s failed at line %d: %s".formatted(name, line, failure.getMessage()), failure);
    }
  }
}
