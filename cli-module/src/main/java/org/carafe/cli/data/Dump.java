package org.carafe.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;

/**
 * The whole database as SQL, as it was at one moment: tables with their rows and the history. What
 * it writes, {@code mariadb} reads as well. Views, triggers and routines are not in it.
 */
public final class Dump {
  private static final long LONGEST_STATEMENT = 256L << 20;
  private static final int STATEMENT_LENGTH = 500_000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Database database;
  private final Clock clock;

  public Dump(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Writes a file that only its owner may read; answers how many rows there are in it. */
  public long write(Path file, boolean withRows) throws IOException {
    if (Files.exists(file)) {
      throw new MigrationException("%s is there already. Choose another name.".formatted(file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new MigrationException("There is no folder %s. Make it first.".formatted(folder));
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      long rows;
      var out = Files.newOutputStream(unfinished);
      try (Writer text =
          new BufferedWriter(
              new OutputStreamWriter(
                  isCompressed(file) ? new GZIPOutputStream(out) : out, UTF_8))) {
        rows = write(text, withRows);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return rows;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** Writes a dump. */
  public long write(Writer out, boolean withRows) throws IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set time_zone = '+00:00'");
      statement.execute("set session transaction isolation level repeatable read");
      statement.execute("start transaction with consistent snapshot");
      out.write("-- Carafe: the database %s at %s\n".formatted(database.name(), clock.instant()));
      out.write("set names utf8mb4;\nset time_zone = '+00:00';\n");
      out.write("set sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\nset foreign_key_checks = 0;\n");
      long rows = 0;
      for (String table : new FreshDatabase(database).tables()) {
        create(out, statement, table);
        if (withRows) {
          rows += rows(out, connection, table);
        }
      }
      out.write("\nset foreign_key_checks = 1;\n" + DumpCheck.END + "\n");
      out.flush();
      return rows;
    } catch (SQLException failure) {
      throw new MigrationException(
          "The dump could not be written: " + failure.getMessage(), failure);
    }
  }

  private static void create(Writer out, Statement statement, String table)
      throws SQLException, IOException {
    try (ResultSet row = statement.executeQuery("show create table " + quoted(table))) {
      row.next();
      out.write("\ndrop table if exists %s;\n%s;\n".formatted(quoted(table), row.getString(2)));
    }
  }

  private long rows(Writer out, Connection connection, String table)
      throws SQLException, IOException {
    List<String> columns = columns(connection, table);
    String names = String.join(", ", columns.stream().map(Dump::quoted).toList());
    String insert = "insert into %s (%s) values\n".formatted(quoted(table), names);
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000); // streamed: a table may be larger than the memory
      try (ResultSet rows =
          statement.executeQuery("select %s from %s".formatted(names, quoted(table)))) {
        int length = 0;
        while (rows.next()) {
          String values = values(rows, columns.size());
          out.write(length == 0 ? insert : ",\n");
          out.write(values);
          length += values.length();
          if (length > STATEMENT_LENGTH) {
            out.write(";\n");
            length = 0;
          }
          count++;
        }
        out.write(length == 0 ? "" : ";\n");
      }
    }
    return count;
  }

  /** Without generated ones, which cannot be inserted. */
  private List<String> columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<String>();
    try (var query =
        connection.prepareStatement(
            """
            select column_name from information_schema.columns
            where table_schema = ? and table_name = ? and is_generated = 'NEVER'
            order by ordinal_position
            """)) {
      query.setString(1, database.name());
      query.setString(2, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    return columns;
  }

  private static String values(ResultSet row, int columns) throws SQLException {
    var values = new StringBuilder("(");
    for (int column = 1; column <= columns; column++) {
      values.append(column == 1 ? "" : ", ").append(value(row, column));
    }
    return values.append(")").toString();
  }

  private static String value(ResultSet row, int column) throws SQLException {
    int type = row.getMetaData().getColumnType(column);
    boolean binary =
        switch (type) {
          case Types.BIT, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
          default -> false;
        };
    if (binary) {
      byte[] bytes = row.getBytes(column);
      return bytes == null
          ? "null"
          : bytes.length == 0 ? "''" : "0x" + HexFormat.of().formatHex(bytes);
    }
    String text = row.getString(column);
    if (text == null) {
      return "null";
    }
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.DOUBLE,
          Types.REAL,
          Types.FLOAT ->
          text;
      case Types.BOOLEAN -> row.getInt(column) + "";
      default -> "'" + escaped(text) + "'";
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("'", "\\'")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\0", "\\0")
        .replace("\u001a", "\\Z");
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /**
   * Refuses a file that is no whole dump of a database like this, before anything is emptied for
   * it.
   *
   * @throws MigrationException when it is missing, cut off, or does more than fill this database
   */
  public void check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new MigrationException("There is no file %s.".formatted(file));
    }
    try (Reader text = open(file)) {
      new DumpCheck(file.toString(), database.name(), longestStatement()).look(text);
    } catch (UncheckedIOException failure) {
      throw damaged(file, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw damaged(file, failure);
    }
  }

  private static MigrationException damaged(Path file, IOException failure) throws IOException {
    if (failure instanceof EOFException || failure instanceof ZipException) {
      return new MigrationException(
          "%s is no whole dump: it is cut off or damaged. Take another.".formatted(file), failure);
    }
    if (failure instanceof CharacterCodingException) {
      return new MigrationException(
          "%s is not UTF-8, so what is in it would be changed on the way. Nothing was done. Make the dump with carafe db dump, or mariadb-dump --hex-blob --default-character-set=utf8mb4."
              .formatted(file),
          failure);
    }
    throw failure;
  }

  /** What the server takes, and what finds room in the memory several times. */
  private long longestStatement() {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select @@max_allowed_packet")) {
      row.next();
      long here = Math.min(LONGEST_STATEMENT, Runtime.getRuntime().maxMemory() / 8);
      return Math.min(row.getLong(1) - 1, here);
    } catch (SQLException failure) {
      throw new MigrationException(
          "The database server does not tell what it takes: " + failure.getMessage(), failure);
    }
  }

  /** Carries a dump out. */
  public void read(Path file) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        Reader text = open(file)) {
      statement.execute("set foreign_key_checks = 0");
      Statements.run(file.toString(), text, statement);
    } catch (SQLException failure) {
      throw new MigrationException("The dump could not be read: " + failure.getMessage(), failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whose reader refuses what is not UTF-8. */
  private static Reader open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    try {
      return new InputStreamReader(
          isCompressed(file) ? new GZIPInputStream(in) : in, UTF_8.newDecoder());
    } catch (IOException failure) {
      in.close();
      throw failure;
    }
  }

  /** Writes a dump with the time in its name and deletes the oldest beyond a number. */
  public Path backup(Path folder, int keep) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(database.name() + "-" + STAMP.format(clock.instant()) + ".sql.gz");
    write(file, true);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> earlier =
          files
              .filter(
                  each ->
                      Objects.requireNonNull(each.getFileName())
                          .toString()
                          .matches("\\Q" + database.name() + "\\E-\\d{8}T\\d{6}Z\\.sql\\.gz"))
              .sorted(Comparator.reverseOrder())
              .skip(keep)
              .toList();
      for (Path old : earlier) {
        Files.delete(old);
      }
    }
    return file;
  }
}
