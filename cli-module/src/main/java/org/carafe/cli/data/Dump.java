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
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;

/**
 * The whole database as SQL, as it was at one moment: tables with their rows and the history. What
 * it writes, {@code mariadb} reads as well. Views, triggers and routines are not in it.
 */
public final class Dump {
  private static final long LONGEST_STATEMENT = 256L << 20;
  private static final int STATEMENT_LENGTH = 500_000;
  private static final Duration FIRST_MOMENT = Duration.ofMinutes(1);
  private static final String PART = ".part";
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Behind nothing but what may stand before it in a statement that makes something. */
  private static final Pattern DEFINER =
      Pattern.compile(
          "(?i)\\A((?:\\s|/\\*M?!\\d*|\\*/|create\\b|alter\\b|or\\b|replace\\b|algorithm\\s*=\\s*\\w+)*)definer\\s*=\\s*"
              + "(?:`[^`]*`|'[^']*'|\\w+)(?:\\(\\)|\\s*@\\s*(?:`[^`]*`|'[^']*'|[\\w.%]+))?");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Database database;
  private final Clock clock;

  public Dump(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Refuses a name that is none. */
  public static void requireName(Path file) {
    if (file.toString().isBlank()) {
      throw new MigrationException(
          "The name of the file is empty. Name one, such as carafe.sql.gz.");
    }
  }

  /**
   * Writes a file that only its owner may read, under another name until it is whole and on the
   * disk; answers how many rows there are in it.
   */
  public long write(Path file, boolean withRows) throws IOException {
    if (Files.exists(file)) {
      throw there(file);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new MigrationException("There is no folder %s. Make it first.".formatted(folder));
    }
    Path name = Objects.requireNonNull(file.getFileName());
    Path unfinished =
        Files.createTempFile(file.toAbsolutePath().getParent(), name + ".", PART, OWNERS);
    try {
      long rows = fill(unfinished, isCompressed(file), withRows);
      publish(unfinished, file);
      return rows;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The lock tells others that somebody is at work on it. */
  @SuppressWarnings("try") // the lock is held, not asked
  private long fill(Path unfinished, boolean compressed, boolean withRows) throws IOException {
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      var out = Channels.newOutputStream(channel);
      var packed = compressed ? new GZIPOutputStream(out) : out;
      Writer text = new BufferedWriter(new OutputStreamWriter(packed, UTF_8));
      long rows = write(text, withRows);
      text.flush();
      if (packed instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
      channel.force(true);
      return rows;
    }
  }

  /** Gives it its name, unless another file got that meanwhile. */
  private static void publish(Path unfinished, Path file) throws IOException {
    try {
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException taken) {
      throw there(file);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      if (Files.exists(file)) {
        throw there(file);
      }
      Files.move(unfinished, file);
    }
  }

  private static MigrationException there(Path file) {
    return new MigrationException("%s is there already. Choose another name.".formatted(file));
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
      boolean hasHistory = false;
      for (String table : new FreshDatabase(database).tables()) {
        create(out, statement, table);
        if (withRows) {
          long more = rows(out, connection, table);
          hasHistory |= more > 0 && table.equals(MigrationHistory.TABLE);
          rows += more;
        }
      }
      String end = hasHistory || !withRows ? DumpCheck.END : DumpCheck.END_WITHOUT_HISTORY;
      out.write("\nset foreign_key_checks = 1;\n" + end + "\n");
      out.flush();
      return rows;
    } catch (SQLException failure) {
      throw new MigrationException(
          "The dump could not be written: " + failure.getMessage(), failure);
    }
  }

  /** What there is beside tables, such as “the view people”, which no dump of ours has in it. */
  public List<String> leftOut() {
    var found = new ArrayList<String>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select lower(table_type), table_name from information_schema.tables
                where table_schema = database() and table_type in ('VIEW', 'SEQUENCE')
                union all select 'earlier versions of', table_name from information_schema.tables
                where table_schema = database() and table_type = 'SYSTEM VERSIONED'
                union all select 'trigger', trigger_name from information_schema.triggers
                where trigger_schema = database()
                union all select lower(routine_type), routine_name from information_schema.routines
                where routine_schema = database()
                union all select 'event', event_name from information_schema.events
                where event_schema = database()
                order by 1, 2
                """)) {
      while (rows.next()) {
        found.add("the %s %s".formatted(rows.getString(1), rows.getString(2)));
      }
      return found;
    } catch (SQLException failure) {
      throw new MigrationException(
          "What is in the database could not be listed: " + failure.getMessage(), failure);
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
    List<Column> columns = columns(connection, table);
    String names = String.join(", ", columns.stream().map(Column::name).toList());
    String selected = String.join(", ", columns.stream().map(Column::selected).toList());
    String insert = "insert into %s (%s) values\n".formatted(quoted(table), names);
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000); // streamed: a table may be larger than the memory
      try (ResultSet rows =
          statement.executeQuery("select %s from %s".formatted(selected, quoted(table)))) {
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

  /**
   * One of a table.
   *
   * @param single whether the server writes less of it than it keeps
   */
  private record Column(String name, boolean single) {
    String selected() {
      return single ? name + " + 0e0" : name;
    }
  }

  /** Without generated ones, which cannot be inserted. */
  private List<Column> columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<Column>();
    try (var query =
        connection.prepareStatement(
            """
            select column_name, data_type = 'float' from information_schema.columns
            where table_schema = ? and table_name = ? and is_generated = 'NEVER'
            order by ordinal_position
            """)) {
      query.setString(1, database.name());
      query.setString(2, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(new Column(quoted(rows.getString(1)), rows.getBoolean(2)));
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
   * @return whether it brings a migration history; a database that had none has none again
   * @throws MigrationException when it is missing, cut off, or does more than fill this database
   */
  public boolean check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new MigrationException("There is no file %s.".formatted(file));
    }
    try (Reader text = open(file)) {
      return new DumpCheck(file.toString(), database.name(), longestStatement()).look(text);
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
      Statements.run(file.toString(), text, statement, Dump::withoutDefiner);
      statement.execute("commit"); // of what was begun, or written without autocommit
    } catch (SQLException failure) {
      throw new MigrationException("The dump could not be read: " + failure.getMessage(), failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A view is its new maker's: to make one for another user takes rights over all databases. */
  private static String withoutDefiner(String sql) {
    return DEFINER.matcher(sql).replaceFirst("$1");
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
    keepName(folder);
    String name = "\\Q" + database.name() + "\\E-\\d{8}T\\d{6}Z\\.sql\\.gz";
    // Not this one, whatever the names say: a clock may have been ahead.
    Stream<Path> others = named(folder, name).stream().filter(each -> !each.equals(file));
    for (Path old : others.skip(keep - 1L).toList()) {
      Files.delete(old);
    }
    for (Path part : named(folder, name + "(\\.\\w+)?\\" + PART)) {
      if (isLeftBehind(part)) {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  /** The newest first. */
  private static List<Path> named(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> Objects.requireNonNull(each.getFileName()).toString().matches(pattern))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /** Before older ones go, because a name may be lost where only the file is on the disk. */
  private static void keepName(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Whoever writes one has a lock on it, from its first moment on until it ends in whichever way.
   */
  private boolean isLeftBehind(Path part) throws IOException {
    if (Files.getLastModifiedTime(part).toInstant().isAfter(clock.instant().minus(FIRST_MOMENT))) {
      return false;
    }
    try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
