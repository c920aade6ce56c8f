package org.carafe.core.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import org.carafe.core.FailedStart;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The driver's data source, for which a first connection that fails is a failed start. The server
 * connects before it asks anything of the application, and would go on without it. What happens to
 * the database later is no matter of the start.
 */
public class FirstConnection extends MariaDbDataSource {
  private final AtomicBoolean decided = new AtomicBoolean();

  /** Called by the server, which then sets what the descriptor says. */
  public FirstConnection() {}

  @Override
  public void setUrl(String url) throws SQLException {
    super.setUrl(Database.withoutLocalFiles(url));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return watched(super::getConnection);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return watched(() -> super.getConnection(user, password));
  }

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return watched(super::getPooledConnection);
  }

  @Override
  public PooledConnection getPooledConnection(String user, String password) throws SQLException {
    return watched(() -> super.getPooledConnection(user, password));
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return watched(super::getXAConnection);
  }

  @Override
  public XAConnection getXAConnection(String user, String password) throws SQLException {
    return watched(() -> super.getXAConnection(user, password));
  }

  private <T> T watched(Connecting<T> connecting) throws SQLException {
    try {
      T connection = connecting.connect();
      decided.set(true);
      return connection;
    } catch (SQLException refused) {
      if (decided.compareAndSet(false, true)) {
        // Without its options: the driver adds what it enters with.
        String url = String.valueOf(getUrl()).replaceFirst("\\?.*", "");
        var database = new Database(url, String.valueOf(getUser()), "");
        FailedStart.of(new MigrationException(database.refusal(refused), refused));
      }
      throw refused;
    }
  }

  private interface Connecting<T> {
    T connect() throws SQLException;
  }
}
