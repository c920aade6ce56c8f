package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carafe.testing.BrowserTest;
import org.carafe.testing.Site;
import org.carafe.testing.suite.Nodes;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A start in production that fails when the schema is there already. */
@BrowserTest
@RunAsClient
class FailedStartIT {
  private static final String NAME = "carafe_without_roles";
  private static final Set<String> KEPT = Set.of("flyway_schema_history");

  private final Site site = Site.current();

  /** The site's database with its history and no rows beside: there is no role to give. */
  private void makeDatabase() throws SQLException {
    try (Connection connection = site.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + NAME + " character set utf8mb4");
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select table_name from information_schema.tables where table_schema = database()")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        statement.execute("create table %s.%s like %s".formatted(NAME, table, table));
        if (KEPT.contains(table)) {
          statement.execute("insert into %s.%s select * from %s".formatted(NAME, table, table));
        }
      }
    }
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    try (Connection connection = site.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + NAME);
    }
  }

  @Test
  void endsTheProcess() throws Exception {
    makeDatabase();
    String url = site.database().url().replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1");
    Path log = SourceTree.MODULE.resolve("target/it-failed-start.log");

    int code =
        Nodes.launch("it-failed-start", url)
            .log(log)
            .patience(Duration.ofSeconds(150))
            .property("carafe.profile", "prod")
            .property("secret.key", "bM3v0c2b7Vg0oZ1yq7p4Qd8kz5Wj6Rt9")
            .property("mail.from", "Carafe <carafe@example.org>")
            .property("mail.smtp.host", "127.0.0.1")
            .property("admin.address", "ada@example.org")
            .property("admin.password", "teal ladder, quiet pump")
            .failsWith();

    assertThat(code).isOne();
    assertThat(Files.readString(log)).contains("org.carafe.core.FailedStart");
  }
}
