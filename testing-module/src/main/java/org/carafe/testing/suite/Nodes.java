package org.carafe.testing.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.carafe.testing.Site;
import org.jspecify.annotations.Nullable;

/**
 * Servers and databases of a test's own, for tests that run beside those who share one server: what
 * breaks there breaks for nobody else.
 */
public final class Nodes {
  /** What such a server takes for its address; it listens elsewhere. */
  public static final String BASE_URL = "http://localhost:8080";

  private static @Nullable EmbeddedMariaDb server;

  private Nodes() {}

  /** A database of a test's own. */
  public record Database(String url, String user, String password) {
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }
  }

  /**
   * Makes an empty database. Its MariaDB is not the one that the shared server uses, and is started
   * when it is first asked for.
   */
  public static synchronized Database database(String name) {
    var running = server;
    if (running == null) {
      running = Services.database(Workplace.current(), "it-db-nodes");
      server = running;
    }
    var own = EmbeddedMariaDb.DATABASE + "_" + name;
    try (var connection = running.connect();
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + own);
      statement.execute(
          "create database " + own + " character set utf8mb4 collate utf8mb4_unicode_ci");
    } catch (SQLException e) {
      throw new ServerException("The database " + own + " could not be made.", e);
    }
    var url = running.url().replaceFirst("/[^/?]*(\\?|$)", "/" + own + "$1");
    return new Database(url, running.user(), running.password());
  }

  static synchronized void end() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /**
   * The production WAR as the tests run it, with a log and files of its own.
   *
   * @param name of its folder below the build's
   */
  public static Server.Launch launch(String name, Database database) {
    var place = Workplace.current();
    try {
      return Server.of(place.payaraMicro(), place.application())
          .port(0)
          .directory(place.root())
          .folder(place.target().resolve(name))
          .home(place.root().resolve("var/payara"))
          .log(log(name))
          .property("carafe.profile", "test")
          .property("base.url", BASE_URL)
          .property("secret.key", Site.SECRET_KEY)
          .property("db.url", database.url())
          .property("db.user", database.user())
          .property("db.password", database.password())
          .answersAt("/health/live");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The log of the server of this name. */
  public static Path log(String name) {
    return Workplace.current().target().resolve(name + ".log");
  }
}
