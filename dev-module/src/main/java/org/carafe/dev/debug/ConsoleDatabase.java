package org.carafe.dev.debug;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.carafe.snippets.Rows;
import org.carafe.snippets.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The application's database, for lines in the console. */
@ApplicationScoped
public class ConsoleDatabase {
  @Resource(lookup = "java:app/jdbc/app")
  DataSource dataSource;

  /** Carries out a statement as {@code carafe shell} does. */
  public Rows sql(String text, @Nullable Object... values) throws SQLException {
    var statement = new SqlStatement(text, Arrays.asList(values));
    try (Connection connection = dataSource.getConnection()) {
      return statement.changes() ? statement.execute(connection) : statement.read(connection);
    }
  }
}
