package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.NoopResourceProvider;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/** The statements of an undo script, read by Flyway's parser. */
final class Script {
  /** What the server says where an object is gone already, or there again. */
  private static final Set<Integer> ALREADY_SO =
      Set.of(1005, 1022, 1050, 1051, 1054, 1060, 1061, 1068, 1072, 1091, 1146, 1826, 4092);

  private final String name;
  private final List<SqlStatement> statements;

  private Script(String name, List<SqlStatement> statements) {
    this.name = name;
    this.statements = statements;
  }

  static Script parse(
      String name, String text, DatabaseType type, Configuration flyway, ParsingContext context) {
    var statements = new ArrayList<SqlStatement>();
    try (var parsed =
        type.createSqlScriptFactory(flyway, context)
            .createSqlScript(new StringResource(text), true, NoopResourceProvider.INSTANCE)
            .getSqlStatements()) {
      parsed.forEachRemaining(statements::add);
    }
    return new Script(name, statements);
  }

  /**
   * Carries it out.
   *
   * @param resuming passes over what was done before
   */
  void run(Connection connection, boolean resuming) {
    for (SqlStatement statement : statements) {
      try (var execution = connection.createStatement()) {
        execution.execute(statement.getSql());
      } catch (SQLException failure) {
        if (!resuming || !ALREADY_SO.contains(failure.getErrorCode())) {
          throw new MigrationException(
              "%s failed at line %d: %s."
                  .formatted(name, statement.getLineNumber(), Database.firstLine(failure)),
              failure);
        }
      }
    }
  }
}
