package org.carafe.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a migration has come that has not ended, kept in a table of the database until it has:
 * which tables and columns were there before its way up began, whether that did anything, how it
 * ended where the history does not say so yet, and which statements of its way back are done.
 */
final class Progress {
  static final String TABLE = "carafe_migration_progress";
  private static final int NO_SUCH_TABLE = 1146;
  private static final String THERE = "there";
  private static final String NOTHING = "nothing";
  private static final String ENDED = "ended";
  private static final String BACK = "back";
  private static final String BEGUN = "begun";
  private static final String RAN = "ran";
  private static final String PASSED = "passed";

  private final Connection connection;
  private final String version;
  private final Set<String> there = new HashSet<>();
  private final Map<String, String> steps = new TreeMap<>();
  private boolean nothing;
  private boolean back;

  private Progress(Connection connection, String version) {
    this.connection = connection;
    this.version = version;
  }

  /** How a way up ended. */
  record End(boolean success, @Nullable Integer checksum, String script) {}

  /** Something that is done with what is kept. */
  interface Step {
    void take(Connection connection) throws SQLException;
  }

  /** Does it on a connection of its own. */
  static void on(Database database, Step step) {
    try (Connection connection = database.connect()) {
      step.take(connection);
    } catch (SQLException failure) {
      throw new MigrationException(
          "The progress could not be written: " + Database.firstLine(failure), failure);
    }
  }

  /** Keeps what is there before a way up begins. */
  static void up(Connection connection, String version) throws SQLException {
    empty(connection);
    for (String names :
        Set.of(
            "select ?, ?, table_name from information_schema.tables where table_schema = database()",
            "select ?, ?, concat(table_name, '.', column_name) from information_schema.columns where table_schema = database()")) {
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + TABLE + " (version, kind, name) " + names)) {
        insert.setString(1, version);
        insert.setString(2, THERE);
        insert.executeUpdate();
      }
    }
  }

  /** Keeps that the way up failed before it had done anything. */
  static void nothing(Connection connection, String version) throws SQLException {
    new Progress(connection, version).add(NOTHING, "");
  }

  /** Keeps how a way up ended. */
  static void ended(Connection connection, String version, End end) throws SQLException {
    new Progress(connection, version)
        .add(ENDED, "%s %s %s".formatted(end.success(), end.checksum(), end.script()));
  }

  /** How those ended of which the history may not know, by version. */
  static Map<String, End> ends(Connection connection) throws SQLException {
    var ends = new TreeMap<String, End>();
    try (PreparedStatement query =
        connection.prepareStatement("select version, name from " + TABLE + " where kind = ?")) {
      query.setString(1, ENDED);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String[] end = rows.getString(2).split(" ", 3);
          ends.put(
              rows.getString(1),
              new End(
                  Boolean.parseBoolean(end[0]),
                  end[1].equals("null") ? null : Integer.valueOf(end[1]),
                  end[2]));
        }
      }
    } catch (SQLException failure) {
      if (failure.getErrorCode() != NO_SUCH_TABLE) {
        throw failure;
      }
    }
    return ends;
  }

  /** Forgets how it ended, because the history knows. */
  static void taken(Connection connection, String version) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + TABLE + " where version = ? and kind = ?")) {
      delete.setString(1, version);
      delete.setString(2, ENDED);
      delete.executeUpdate();
    }
  }

  /** Keeps that a whole migration is being taken back. */
  static Progress back(Connection connection, String version) throws SQLException {
    empty(connection);
    var progress = new Progress(connection, version);
    progress.add(BACK, "");
    progress.back = true;
    return progress;
  }

  /** What is known of one that was interrupted or failed, either way. */
  static Progress of(Connection connection, String version) throws SQLException {
    var progress = new Progress(connection, version);
    try (PreparedStatement query =
        connection.prepareStatement("select kind, name from " + TABLE + " where version = ?")) {
      query.setString(1, version);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          progress.read(rows.getString(1), rows.getString(2));
        }
      }
    } catch (SQLException failure) {
      if (failure.getErrorCode() != NO_SUCH_TABLE) {
        throw failure;
      }
      create(connection);
    }
    return progress;
  }

  /** Forgets everything, because nothing is on its way any more. */
  static void end(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + TABLE);
    }
  }

  private static void empty(Connection connection) throws SQLException {
    create(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from " + TABLE);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists %s (
            version varchar(50) not null,
            kind varchar(8) not null,
            name varchar(160) not null,
            primary key (version, kind, name)
          ) engine = innodb character set utf8mb4 collate utf8mb4_bin
          """
              .formatted(TABLE));
    }
  }

  private void read(String kind, String name) {
    switch (kind) {
      case THERE -> there.add(name.toLowerCase(Locale.ROOT));
      case NOTHING -> nothing = true;
      case BACK -> back = true;
      case ENDED -> {}
      default -> steps.merge(name, kind, (one, other) -> one.equals(BEGUN) ? other : one);
    }
  }

  /** Whether the way up had done nothing, so that there is nothing to take back. */
  boolean isNothing() {
    return nothing;
  }

  /** Whether the migration was whole before it was taken back. */
  boolean isWayBack() {
    return back;
  }

  /** Whether one of these tables, or columns as {@code table.column}, was there before. */
  boolean wasThere(Collection<String> names) {
    return names.stream().anyMatch(there::contains);
  }

  boolean isDone(String step) {
    return hasRun(step) || PASSED.equals(steps.get(step));
  }

  boolean hasRun(String step) {
    return RAN.equals(steps.get(step));
  }

  /** Whether it is open how this one ended. */
  boolean hasBegun(String step) {
    return BEGUN.equals(steps.get(step));
  }

  /** Whether another statement was done in this place. */
  boolean wasChanged(String step) {
    String place = step.substring(0, step.indexOf(' ') + 1);
    return steps.keySet().stream()
        .anyMatch(known -> known.startsWith(place) && !known.equals(step) && isDone(known));
  }

  void begin(String step) throws SQLException {
    add(BEGUN, step);
  }

  void failed(String step) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + TABLE + " where version = ? and kind = ? and name = ?")) {
      delete.setString(1, version);
      delete.setString(2, BEGUN);
      delete.setString(3, step);
      delete.executeUpdate();
    }
  }

  void ran(String step) throws SQLException {
    add(RAN, step);
    steps.put(step, RAN);
  }

  void passed(String step) throws SQLException {
    add(PASSED, step);
    steps.put(step, PASSED);
  }

  private void add(String kind, String name) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert ignore into " + TABLE + " (version, kind, name) values (?, ?, ?)")) {
      insert.setString(1, version);
      insert.setString(2, kind);
      insert.setString(3, name);
      insert.executeUpdate();
    }
  }
}
