package org.carafe.cli.data;

import java.io.Reader;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.SqlTokens;
import org.carafe.core.migration.SqlTokens.Kind;

/** Statements of a text, each ending with a semicolon. */
final class Statements {
  private Statements() {}

  static void run(String name, Reader text, Statement statement) {
    run(name, text, statement, UnaryOperator.identity());
  }

  /** Each as it is edited before. */
  static void run(String name, Reader text, Statement statement, UnaryOperator<String> edit) {
    var tokens = new SqlTokens(text).keeping();
    boolean empty = true;
    for (var token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) {
      if (token.isSymbol(";")) {
        String sql = tokens.taken();
        if (!empty) {
          String edited = edit.apply(sql.substring(0, sql.length() - 1));
          execute(name, tokens.line(), edited, statement);
        }
        empty = true;
      } else if (token.kind() != Kind.COMMENT) {
        empty = false;
      } else if (empty && !tokens.isExecutable()) {
        tokens.taken(); // what is said before a statement
      }
    }
    if (!empty) {
      execute(name, tokens.line(), edit.apply(tokens.taken()), statement);
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
