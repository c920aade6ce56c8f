package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;

/**
 * A MariaDB database and who enters it.
 *
 * <pre>{@code
 * var database = new Database("jdbc:mariadb://localhost:3306/carafe", "carafe", password);
 * try (var connection = database.connect()) { … }
 * }</pre>
 */
public record Database(String url, String user, String password) {
  private static final Set<Integer> REFUSALS = Set.of(1044, 1045, 1049);

  /** An unknown host says its name and nothing else, and the driver said it before. */
  private static final Pattern TWICE = Pattern.compile("(\\S+)\\. \\1$");

  private static final Pattern HERE =
      Pattern.compile("(?i)(?:|localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?)(?::\\d+)?");
  private static final Pattern SECRET =
      Pattern.compile("(?i)((?:pass|secret|key)\\w*=)[^&]*|(?<=//)[^/?@]*(?=@)");
  private static final Pattern PARTS =
      Pattern.compile("(jdbc:mariadb:[^/]*//[^/?]*)(?:/([^?]*))?(\\?.*)?");

  /** The one migrations are carried out on: {@code db.migrate.url} where it is given. */
  public static Database of(Configuration configuration) {
    return new Database(
        configuration
            .find(CoreSettings.DB_MIGRATE_URL)
            .orElseGet(() -> configuration.get(CoreSettings.DB_URL)),
        configuration.get(CoreSettings.DB_USER),
        configuration.find(CoreSettings.DB_PASSWORD).orElse(""));
  }

  /** The name of the database on its server. */
  public String name() {
    String name = parts().group(2);
    if (name == null || name.isEmpty()) {
      throw new MigrationException(
          "The address %s names no database. Write it as jdbc:mariadb://host:3306/carafe."
              .formatted(shownUrl()));
    }
    return name;
  }

  /** Another database on the same server, entered by the same user. */
  public Database named(String name) {
    return at("/" + name);
  }

  /** The server itself, without entering a database. */
  public Database server() {
    return at("/");
  }

  /** Whether its server is on this machine: every host of the address is a loopback one. */
  public boolean isHere() {
    String hosts = parts().group(1).replaceFirst("^jdbc:mariadb:[^/]*//", "");
    return Arrays.stream(hosts.split(",", -1)).allMatch(host -> HERE.matcher(host).matches());
  }

  /**
   * An address of which the driver reads no file of this machine for the server, as {@code load
   * data local} or a server that was taken over would have it; where the address itself does not
   * say otherwise.
   */
  public static String withoutLocalFiles(String url) {
    return url.toLowerCase(Locale.ROOT).contains("allowlocalinfile")
        ? url
        : url + (url.contains("?") ? "&" : "?") + "allowLocalInfile=false";
  }

  private Database at(String path) {
    Matcher parts = parts();
    String options = parts.group(3);
    return new Database(parts.group(1) + path + (options == null ? "" : options), user, password);
  }

  private Matcher parts() {
    Matcher parts = PARTS.matcher(url);
    if (!parts.matches()) {
      throw new MigrationException(
          "The address %s is none of MariaDB. Write it as jdbc:mariadb://host:3306/carafe."
              .formatted(shownUrl()));
    }
    return parts;
  }

  /**
   * A new connection.
   *
   * @throws MigrationException when the server cannot be reached or refuses
   */
  public Connection connect() {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    try {
      // Not by DriverManager, which does not know the drivers of a web application.
      @Nullable Connection connection = new Driver().connect(withoutLocalFiles(url), properties);
      if (connection == null) {
        throw new SQLException("The driver does not take this address");
      }
      return connection;
    } catch (SQLException failure) {
      throw new MigrationException(refusal(failure), failure);
    }
  }

  /** Whether the server could not be reached, or did not let the user in. */
  static boolean isRefusal(SQLException failure) {
    return failure instanceof SQLNonTransientConnectionException
        || REFUSALS.contains(failure.getErrorCode());
  }

  /** What that means and what to do. */
  public String refusal(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1049 -> refusal(failure, "Make it with carafe db init, or correct the name in db.url.");
      case 1044, 1045 ->
          refusal(failure, "Correct db.user and db.password, or grant the user its rights.");
      default ->
          "The database %s cannot be reached: %s. Start it, or correct db.url."
              .formatted(shownUrl(), TWICE.matcher(firstLine(failure)).replaceFirst("$1"));
    };
  }

  private String refusal(SQLException failure, String remedy) {
    return "The database %s does not let %s in: %s. %s"
        .formatted(shownUrl(), user, firstLine(failure), remedy);
  }

  /** Carries out statements one after another. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What the server said, without the driver's additions. */
  static String firstLine(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("").replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + shownUrl();
  }

  /** The address without a password that it was given. */
  public String shownUrl() {
    return SECRET
        .matcher(url)
        .replaceAll(found -> (found.group(1) == null ? "" : found.group(1)) + "********");
  }
}
