package org.carafe.cli.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;

/** How a database comes to be, and to be empty again. */
public final class FreshDatabase {
  private final Database database;

  public FreshDatabase(Database database) {
    this.database = database;
  }

  /** Makes it where it is missing, with an empty history; answers whether there was none. */
  public boolean make(MigrationHistory history) {
    try {
      database
          .server()
          .execute(
              "create database if not exists `%s` character set utf8mb4 collate utf8mb4_unicode_ci"
                  .formatted(database.name()));
    } catch (SQLException failure) {
      throw new MigrationException(
          "The database %s could not be made: %s. Let somebody make it who may, and grant all rights on it to %s."
              .formatted(database.name(), failure.getMessage(), database.user()),
          failure);
    }
    history.refuseUnfinished();
    boolean begun = history.hasBegun();
    if (!begun) {
      history.begin();
    }
    return !begun;
  }

  /** The names of its tables. */
  public List<String> tables() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "show full tables where table_type in ('BASE TABLE', 'SYSTEM VERSIONED')")) {
      var tables = new ArrayList<String>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    } catch (SQLException failure) {
      throw new MigrationException(
          "The tables could not be listed: " + failure.getMessage(), failure);
    }
  }

  /**
   * What is lost where its tables are.
   *
   * @param verb what happens to each table: drops, replaces
   * @param others connections to it beside this one
   */
  public List<String> losses(String verb, int others) {
    var losses = new ArrayList<String>();
    tables().forEach(table -> losses.add(verb + " " + table));
    if (others > 0 && !losses.isEmpty()) {
      losses.add("takes them away from an application that runs on this database");
    }
    return losses;
  }

  /** How many connections to it there are beside this one: an application's that runs on it. */
  public int otherConnections() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from information_schema.processlist where db = database() and id <> connection_id()")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException failure) {
      throw new MigrationException(
          "The connections could not be counted: " + failure.getMessage(), failure);
    }
  }

  /** Drops every table, history included. */
  public void empty() {
    emptyBut("");
  }

  /** The same, but for one table. */
  public void emptyBut(String kept) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set foreign_key_checks = 0");
      for (String table : tables()) {
        if (table.equals(kept)) {
          continue;
        }
        statement.execute("drop table `" + table.replace("`", "``") + "`");
      }
    } catch (SQLException failure) {
      throw new MigrationException(
          "The database could not be emptied: " + failure.getMessage(), failure);
    }
  }
}
