package org.carafe.dev.debug;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.carafe.core.migration.Database;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The driver's data source, whose connections tell the current request what is sent through them.
 * {@code run --debug} names it in the place of the driver's own in the {@code web.xml} it runs;
 * elsewhere it is never made.
 */
public class RecordingDataSource implements DataSource, ConnectionPoolDataSource, XADataSource {
  private final MariaDbDataSource driver = new MariaDbDataSource();

  /** Called by the server with what the descriptor says. */
  public void setUrl(String url) throws SQLException {
    driver.setUrl(Database.withoutLocalFiles(url));
  }

  /** Called by the server with what the descriptor says. */
  public void setUser(String user) throws SQLException {
    driver.setUser(user);
  }

  /** Called by the server with what the descriptor says. */
  public void setPassword(String password) throws SQLException {
    driver.setPassword(password);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return recorded(driver.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return recorded(driver.getConnection(user, password));
  }

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return pooled(PooledConnection.class, driver.getPooledConnection());
  }

  @Override
  public PooledConnection getPooledConnection(String user, String password) throws SQLException {
    return pooled(PooledConnection.class, driver.getPooledConnection(user, password));
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return pooled(XAConnection.class, driver.getXAConnection());
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return pooled(XAConnection.class, driver.getXAConnection(user, password));
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter log) {
    driver.setLogWriter(log);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return driver.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return driver.isWrapperFor(type);
  }

  private static <C extends PooledConnection> C pooled(Class<C> type, C connection) {
    return proxy(
        type,
        (method, arguments) -> {
          Object answer = call(connection, method, arguments);
          return answer instanceof Connection handle ? recorded(handle) : answer;
        });
  }

  static Connection recorded(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object answer = call(connection, method, arguments);
          String sql = arguments.length > 0 && arguments[0] instanceof String text ? text : "";
          if (answer instanceof CallableStatement statement) {
            return proxy(CallableStatement.class, new Watched(statement, sql));
          }
          if (answer instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, new Watched(statement, sql));
          }
          return answer instanceof Statement statement
              ? proxy(Statement.class, new Watched(statement, sql))
              : answer;
        });
  }

  /** A call that was made. */
  private interface Calls {
    @Nullable Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                calls.call(method, arguments == null ? new Object[0] : arguments)));
  }

  private static @Nullable Object call(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getTargetException();
    }
  }

  /** A statement whose executions are told. */
  private static final class Watched implements Calls {
    private final Statement statement;
    private final String sql;
    private final Map<Object, String> values = new TreeMap<>();

    Watched(Statement statement, String sql) {
      this.statement = statement;
      this.sql = sql;
    }

    @Override
    public @Nullable Object call(Method method, Object[] arguments) throws Throwable {
      String name = method.getName();
      if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer place) {
        values.put(place, Arrays.deepToString(arguments));
      }
      var request = Recorded.current();
      if (!name.startsWith("execute") || request.isEmpty()) {
        return RecordingDataSource.call(statement, method, arguments);
      }
      long start = System.nanoTime();
      @Nullable String failed = null;
      try {
        return RecordingDataSource.call(statement, method, arguments);
      } catch (SQLException failure) {
        failed = String.valueOf(failure.getMessage());
        throw failure;
      } finally {
        String text = arguments.length > 0 && arguments[0] instanceof String own ? own : sql;
        request
            .get()
            .add(
                new Recorded.Statement(
                    text, text + values, Duration.ofNanos(System.nanoTime() - start), failed));
      }
    }
  }
}
