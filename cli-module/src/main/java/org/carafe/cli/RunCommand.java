package org.carafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.carafe.cli.data.FreshDatabase;
import org.carafe.cli.data.Seeds;
import org.carafe.cli.debug.DebugRun;
import org.carafe.core.Blueprint;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;
import org.carafe.core.config.Profile;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.core.web.HostGuard;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.LogRecord;
import org.carafe.testing.Ports;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the application on this machine, with a database of its own unless one is configured. */
@Command(
    name = "run",
    description = {
      "Runs the application on this machine only.",
      "Unless another is configured it starts a MariaDB of its own and keeps its data in var/db.",
      "An empty database gets the sample data that carafe db seed puts in.",
      "Pending migrations are applied; those that lose data which is there need --yes, or a yes at the terminal."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe run               on http://localhost:8080",
      "  carafe run --port 9000   on another port",
      "  carafe run --debug       changes show without a restart, errors with their source",
      "  carafe run --verbose     with the server's whole log",
      "  carafe run --yes         also where pending migrations lose data"
    })
final class RunCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  /** What a process ends with that was told to end: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  private static final int TERMINATED = 143;

  /** Told to a process that another one starts again. */
  private static final String AGAIN = "CARAFE_RUN_AGAIN";

  private static final String LEVEL = "@|%s %s|@";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-p", "--port"},
      defaultValue = "8080",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = {"-d", "--debug"},
      description =
          "Show changed sources on the next request, open the debugger on errors, and put a debug bar on pages. In development only.")
  private boolean debug;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the server's whole log, not only warnings.")
  private boolean verbose;

  @Option(names = "--yes", description = "Also apply pending migrations that lose data.")
  private boolean yes;

  private String pin = "";
  private final Workspace workspace = Workspace.current();
  private final Map<String, String> supplied = new LinkedHashMap<>();
  private @Nullable Administrator administrator;
  private volatile @Nullable DebugRun session;
  private boolean bare;
  private volatile boolean running;
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    int code = serve();
    return code == DebugRun.BUILT && System.getenv(AGAIN) == null ? again() : code;
  }

  /** The same command, with what was built meanwhile. */
  private int again() throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("./carafe", "run", "--debug", "--port=" + port));
    if (verbose) {
      command.add("--verbose");
    }
    if (!Main.isProfileAssumed()) {
      command.add("--profile=dev");
    }
    int code;
    do {
      var process = new ProcessBuilder(command).directory(workspace.root().toFile()).inheritIO();
      process.environment().put(AGAIN, "yes");
      code = process.start().waitFor();
    } while (code == DebugRun.BUILT && stopping.getCount() > 0);
    return stopping.getCount() == 0 ? 0 : code;
  }

  private int serve() throws IOException, InterruptedException {
    requirePort();
    endWithParent();
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::countDown, "stopping"));
    var configuration = Assembled.configuration();
    supplied.put("carafe.profile", configuration.profile().id());
    if (debug && configuration.profile() != Profile.DEV) {
      throw new ServerException(
          "--debug shows sources and evaluates code, so it is for development only; the profile is %s. Leave one of the two away."
              .formatted(configuration.profile().id()));
    }
    requireOwn(configuration);
    Optional<EmbeddedMariaDb> database = Optional.empty();
    try {
      if (configuration.profile() == Profile.DEV) {
        database = supply(configuration);
        bare = isBare();
      }
      askForLosses(configuration);
      int code = debug ? debug(configuration) : run(configuration);
      if (code == DebugRun.BUILT) {
        return code;
      }
      if (isStopped(code)) {
        return 0;
      }
      throw new ServerException(
          "The server ended %s; its log is %s."
              .formatted(
                  code == Server.OUT_OF_MEMORY_CODE
                      ? "for lack of memory"
                      : "by itself with code " + code,
                  log()));
    } catch (ServerException failure) {
      if (stopping.getCount() == 0) {
        return 0;
      }
      throw failure;
    } finally {
      database.ifPresent(EmbeddedMariaDb::close);
    }
  }

  /**
   * Whether the server ended because this process ends. Ctrl-C reaches both at the same moment, so
   * that the server may be gone before this process knows.
   */
  private boolean isStopped(int code) throws InterruptedException {
    boolean signalled = code == INTERRUPTED || code == TERMINATED;
    return stopping.await(signalled ? 2 : 0, TimeUnit.SECONDS);
  }

  private int run(Configuration configuration) throws IOException {
    try (var server = launch(assemble()).port(port).start()) {
      running = true;
      sowOnce();
      greet(configuration, server.url().toString());
      return server.onExit().join();
    }
  }

  private int debug(Configuration configuration) throws IOException, InterruptedException {
    var application = assemble();
    supplied.put("carafe.debug.root", workspace.root().toString());
    pin = Pin.fresh(workspace.var(Pin.FILE));
    supplied.put("carafe.debug.pin", workspace.var(Pin.FILE).toString());
    supplied.put("carafe.debug.classpath", System.getProperty("java.class.path", ""));
    try (var started =
        DebugRun.start(
            workspace.root(),
            application,
            workspace.var("run/debug"),
            port,
            HostGuard.names(configuration),
            () -> launch(application).port(0).reloads().start(),
            history(configuration),
            this::say)) {
      session = started;
      running = true;
      sowOnce();
      greet(configuration, "http://localhost:" + port);
      return started.awaitEnd();
    }
  }

  private MigrationHistory history(Configuration configuration) {
    var configured = Database.of(configuration);
    var database =
        new Database(
            supplied.getOrDefault("db.url", configured.url()),
            supplied.getOrDefault("db.user", configured.user()),
            supplied.getOrDefault("db.password", configured.password()));
    var modules = Assembled.application().blueprints().stream().map(Blueprint::name).toList();
    return new MigrationHistory(database, MigrationScripts.inFolders(workspace.resources(modules)));
  }

  private void requirePort() {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no port %d. Choose one from 1 to %d with --port."
              .formatted(port, HIGHEST_PORT));
    }
    Ports.obstacle(port)
        .ifPresent(
            obstacle -> {
              throw new ServerException(obstacle);
            });
  }

  /** What a developer need not configure. */
  private Optional<EmbeddedMariaDb> supply(Configuration configuration) throws IOException {
    if (!configuration.isGiven(CoreSettings.BASE_URL)) {
      supplied.put("base.url", "http://localhost:" + port);
      RunningAddress.tell(workspace.var("run/address"), "http://localhost:" + port);
    }
    if (!configuration.isGiven(CoreSettings.SECRET_KEY)) {
      supplied.put("secret.key", KeptSecret.in(workspace.var("secret.key"), 32));
    }
    administrator = Administrator.of(configuration, workspace.var("dev-admin.txt"));
    administrator.generated().ifPresent(password -> supplied.put("admin.password", password));
    if (configuration.isGiven(CoreSettings.DB_URL)) {
      return Optional.empty();
    }
    say("Starting the database …");
    var database =
        EmbeddedMariaDb.in(workspace.var("db")).binaries(workspace.var("mariadb")).joinOrStart();
    supplied.put("db.url", database.url());
    supplied.put("db.user", database.user());
    supplied.put("db.password", database.password());
    return Optional.of(database);
  }

  /** Else the schema of any database would be changed, and an empty one get known passwords. */
  private static void requireOwn(Configuration configuration) {
    var configured = Database.of(configuration);
    if (Main.isProfileAssumed()
        && configuration.isGiven(CoreSettings.DB_URL)
        && !configured.isHere()) {
      throw new ServerException(
          "%s is on another machine, and nobody said what to run for. If it is for development, repeat it with --profile dev, else with --profile test or prod."
              .formatted(configured.shownUrl()));
    }
  }

  /** The server that starts asks nobody, so it is asked here, and done here where it is agreed. */
  private void askForLosses(Configuration configuration) {
    if (configuration.get(CoreSettings.DB_MIGRATE).equals("never")
        || configuration.get(CoreSettings.DB_MIGRATE_LOSSES).equals("allow")) {
      return;
    }
    var history = history(configuration);
    var losses = history.lossesAtStart();
    if (losses.isEmpty()) {
      return;
    }
    String list = "\n  " + String.join("\n  ", losses);
    if (!yes && !agrees("Pending migrations lose data:%s%nApply them?".formatted(list))) {
      throw new ServerException(
          "Nothing was started, because pending migrations lose data. Make a backup (carafe db backup), then repeat it with --yes, or apply them with carafe db upgrade --yes."
              + list);
    }
    history.upgrade(Optional.empty()).forEach(applied -> say("Applied " + applied));
  }

  private boolean agrees(String question) {
    return Terminal.isThere()
        && Terminal.agrees(question, "Say it with --yes.", spec.commandLine().getOut());
  }

  /** Whether nothing has been in the database so far. */
  private static boolean isBare() {
    try (var open = OpenDatabase.open(Optional.empty())) {
      return new FreshDatabase(open.database()).tables().isEmpty();
    }
  }

  /** After the migrations of the start. */
  private void sowOnce() {
    if (!bare) {
      return;
    }
    try (var open = OpenDatabase.open(Optional.empty())) {
      var seeded = new Seeds(open.database(), open.scripts()).sow(open.modules());
      if (!seeded.isEmpty()) {
        say("The database was empty: put in the sample data of " + String.join(", ", seeded) + ".");
      }
    }
  }

  private Path assemble() throws IOException {
    say("Starting the server …");
    return Assembly.into(
        workspace.var("run/carafe"), workspace.application(), workspace.developmentLibraries());
  }

  private Server.Launch launch(Path application) {
    try {
      var launch =
          Server.of(workspace.payaraMicro(), application)
              .directory(workspace.root())
              .folder(workspace.var("run/server"))
              .home(workspace.var("payara"))
              .log(log())
              .listener(this::show);
      supplied.forEach(launch::property);
      return launch;
    } catch (IOException e) {
      throw new ServerException("The server was not found: " + e.getMessage(), e);
    }
  }

  /** Until the server runs, a failure is told in one sentence and the platform's noise is not. */
  private void show(LogRecord record) {
    if (record.isStackOfPersistence() && !verbose) {
      return; // whoever asked tells what it means for them
    }
    boolean alarming = record.isSevere() || record.isWarning();
    boolean telling = (running && !deploying()) || (record.isOurs() && !record.isSevere());
    if (stopping.getCount() > 0 && (verbose || (alarming && telling))) {
      var level =
          Ansi.AUTO.string(LEVEL.formatted(record.isSevere() ? "red" : "yellow", record.level()));
      var text = verbose ? record.text() : record.text().lines().findFirst().orElse("");
      err().println(alarming ? level + " " + text : text);
      if (record.isSevere() && record.isOurs() && !verbose) {
        tellFailure(record);
      }
    }
  }

  private void tellFailure(LogRecord record) {
    LoggedFailure.in(record.text(), workspace.root())
        .ifPresent(
            failure -> {
              failure.lines().forEach(this::say);
              say("  The whole stack is in %s.".formatted(workspace.root().relativize(log())));
            });
  }

  private boolean deploying() {
    var current = session;
    return current != null && current.isDeploying();
  }

  private void greet(Configuration configuration, String url) {
    var out = spec.commandLine().getOut();
    out.println();
    out.println(
        Ansi.AUTO.string(
            "  @|bold,green %s is running|@".formatted(configuration.get(CoreSettings.APP_NAME))));
    out.println();
    line(out, "Address", url);
    if (configuration.profile() == Profile.DEV) {
      var application = Assembled.application();
      Assembled.page(application, "/dev/mail")
          .ifPresent(path -> line(out, "Mail inbox", url + path));
      Assembled.signIn(application).ifPresent(path -> line(out, "Sign in", url + path));
    }
    if (administrator != null) {
      line(out, "Username", administrator.name());
      line(out, "Password", administrator.generated().orElse("the one in admin.password"));
    }
    if (debug) {
      line(out, "Debugger PIN", pin);
    }
    out.println();
    out.println(
        Ansi.AUTO.string(
            "  @|faint Ctrl-C stops it. The log is %s.|@"
                .formatted(workspace.root().relativize(log()))));
    out.println();
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println(Ansi.AUTO.string("  %-12s @|bold %s|@".formatted(name, value)));
  }

  private Path log() {
    return workspace.var("log/server.log");
  }

  private void say(String text) {
    err().println(text);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * The server and the database end with this process, and this one with whoever started it; in a
   * container nobody did.
   */
  private static void endWithParent() {
    var here = ProcessHandle.current();
    here.parent()
        .filter(parent -> !Detached.isDetached(here, parent))
        .ifPresent(RunCommand::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    var watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
