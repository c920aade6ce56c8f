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
   * Carries it out, or goes on with it. What is done already is left alone; on the way back from a
   * migration that was never whole, so is what was never done, and what was there before.
   *
   * @return what was passed over, and why
   */
  List<String> run(Connection connection, Progress progress) throws SQLException {
    var told = new ArrayList<String>();
    boolean ran = false;
    boolean passed = false;
    int place = 0;
    connection.setAutoCommit(
        false); // so that a change of rows is kept together with its being done
    for (SqlStatement statement : statements) {
      var change = Change.of(statement.getSql());
      if (change.isOfSession()) {
        execute(connection, change, statement);
        continue;
      }
      place++;
      String step = "%04d %08x".formatted(place, change.code().hashCode());
      if (progress.wasChanged(step)) {
        throw new MigrationException(
            "%s was changed at line %d, and what stood there is done already. Leave it as it was, and mend what comes after it; or bring the schema by hand to where it was before the migration, then run carafe db repair --forget."
                .formatted(name, statement.getLineNumber()));
      }
      if (progress.isDone(step)) {
        ran |= progress.hasRun(step);
        passed |= !progress.hasRun(step);
        continue;
      }
      var reasons = new ArrayList<String>();
      if (change.isOfData() && passed) {
        if (ran) {
          throw new MigrationException(
              "%s cannot go on at line %d: a statement before it was passed over, because it was never done or is done already, so nobody can tell what this one would change: %s. Bring the schema by hand to where it was before the migration, then run carafe db repair --forget."
                  .formatted(name, statement.getLineNumber(), change.shown()));
        }
        reasons.add(change.shown() + " (it changes rows, and one before it was passed over)");
      } else {
        boolean open = progress.hasBegun(step);
        progress.begin(step);
        connection.commit();
        run(connection, change, progress, open, reasons, statement, step);
      }
      ran |= reasons.size() < change.clauses().size();
      if (reasons.isEmpty()) {
        progress.ran(step);
      } else {
        progress.passed(step);
        passed = true;
        told.addAll(reasons);
      }
      connection.commit();
    }
    connection.setAutoCommit(true);
    return told;
  }

  /** One statement; clause by clause, where only a part of it can be done. */
  private void run(
      Connection connection,
      Change change,
      Progress progress,
      boolean open,
      List<String> reasons,
      SqlStatement statement,
      String step)
      throws SQLException {
    boolean lenient = !change.isOfData() && (open || !progress.isWayBack());
    boolean kept = !progress.isWayBack() && progress.wasThere(change.drops());
    var clauses = change.clauses();
    if (kept && clauses.size() == 1) {
      reasons.add(change.shown() + " (it was there before the migration)");
      return;
    }
    try (var execution = connection.createStatement()) {
      if (!kept) {
        execution.execute(change.sql());
        return;
      }
    } catch (SQLException failure) {
      if (!lenient || !ALREADY_SO.contains(failure.getErrorCode())) {
        connection.rollback();
        progress.failed(step);
        connection.commit();
        throw failed(statement, failure);
      }
      if (clauses.size() == 1) {
        reasons.add("%s (%s)".formatted(change.shown(), Database.firstLine(failure)));
        return;
      }
    }
    for (Change clause : clauses) {
      run(connection, clause, progress, open, reasons, statement, step);
    }
  }

  private void execute(Connection connection, Change change, SqlStatement statement) {
    try (var execution = connection.createStatement()) {
      execution.execute(change.sql());
    } catch (SQLException failure) {
      throw failed(statement, failure);
    }
  }

  private MigrationException failed(SqlStatement statement, SQLException failure) {
    return new MigrationException(
        "%s failed at line %d: %s."
            .formatted(name, statement.getLineNumber(), Database.firstLine(failure)),
        failure);
  }
}
