package org.carafe.cli.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Application;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.Messages;
import org.carafe.core.web.HostGuard;
import org.carafe.testing.Server;

/**
 * An application that is being worked on: its server, and the gate in front of it.
 *
 * <pre>{@code
 * try (var run = DebugRun.start(root, exploded, scratch, 8080, names, starter, history, out::println)) {
 *   run.awaitEnd();
 * }
 * }</pre>
 */
public final class DebugRun implements AutoCloseable, Gate.Keeper {
  /** The code that says that everything was built and has to start anew. */
  public static final int BUILT = 75;

  private static final Logger LOG = System.getLogger(DebugRun.class.getName());
  private static final String OWN = "/-/carafe/";
  private static final String MIGRATE = OWN + "migrate";
  private static final String STATE = OWN + "state";
  private static final int LONGEST_FORM = 4096;

  /** What the page that offers the migrations sends. */
  private static final Pattern FORM =
      Pattern.compile("token=(?<token>[^&]*)(?:&lose=(?<lose>[^&]*))?");

  /** None of the files there needs an escape. */
  private static final Pattern FILE = Pattern.compile("[\\w./-]+");

  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
  private static final long LOOK_MILLIS = 400;
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "woff2", "font/woff2");

  private final Path root;
  private final Set<String> names;
  private final String token = SecretToken.create().text();
  private final Reload reload;
  private final ProblemPage pages;
  private final Gate gate;
  private final Rebuild rebuild;
  private volatile boolean closed;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  private DebugRun(
      Path root,
      Reload reload,
      SourceTree tree,
      Messages messages,
      int port,
      Set<String> names,
      Consumer<String> say)
      throws IOException {
    this.root = root;
    this.reload = reload;
    this.names = names;
    this.rebuild = new Rebuild(root, say, () -> end.complete(BUILT));
    this.pages = new ProblemPage(tree, messages, MIGRATE, token);
    this.gate = new Gate(port, () -> reload.server().url(), this);
    var watch = new Thread(this::watch, "sources");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Starts the server and opens the gate.
   *
   * @param root the clone
   * @param application the folder of the exploded WAR, which is changed
   * @param scratch a folder for what is compiled
   * @param port where the gate listens
   * @param names what this machine may be called there
   * @param starter starts the server, on any port
   * @param history of the database, with the scripts as they are being written
   * @param say tells the person at the terminal what was done
   */
  public static DebugRun start(
      Path root,
      Path application,
      Path scratch,
      int port,
      Set<String> names,
      Supplier<Server> starter,
      MigrationHistory history,
      Consumer<String> say)
      throws IOException {
    var deployed = new Deployed(application);
    deployed.recordSql();
    var tree = new SourceTree(root, deployed.modules(), built(root));
    var reload =
        new Reload(
            tree,
            deployed,
            scratch,
            System.getProperty("java.class.path", ""),
            starter,
            history,
            say);
    return new DebugRun(root, reload, tree, Messages.of(Application.discover()), port, names, say);
  }

  /** The script notes when it began to build. */
  private static FileTime built(Path root) throws IOException {
    var stamp = root.resolve("var/build/stamp");
    return Files.exists(stamp)
        ? Files.getLastModifiedTime(stamp)
        : FileTime.fromMillis(Long.MAX_VALUE);
  }

  /** Waits until the server ends by itself, and tells its code, or {@link #BUILT}. */
  public int awaitEnd() throws InterruptedException {
    var wait = new Thread(this::awaitServer, "server-end");
    wait.setDaemon(true);
    wait.start();
    return end.join();
  }

  private void awaitServer() {
    try {
      end.complete(reload.awaitEnd());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server logs what a deployment makes it log. */
  public boolean isDeploying() {
    return reload.isDeploying() || rebuild.isBuilding();
  }

  /** Begins at once with what was saved, so that the next request has less to wait for. */
  private void watch() {
    String told = "";
    while (!closed) {
      try {
        Thread.sleep(LOOK_MILLIS);
        rebuild.look();
        if (!rebuild.isBuilding()) {
          reload.settle(gate::awaitQuiet);
        }
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
        // Such as while another command takes away what this one was loaded from.
        if (!failure.toString().equals(told)) {
          told = failure.toString();
          LOG.log(Level.WARNING, "The changed sources could not be brought in", failure);
        }
      }
    }
  }

  /**
   * Refuses names that lead here by DNS alone: a page elsewhere could read sources through them.
   */
  @Override
  public Optional<byte[]> answer(Head head, InputStream body) throws IOException {
    String host = head.header("host").orElse("").toLowerCase(Locale.ROOT);
    if (!HostGuard.admits(names, host)) {
      return Optional.of(
          Reply.text(
              421,
              "This answers to %s. Add another name to dev.hosts.\n"
                  .formatted(String.join(", ", names))));
    }
    if (head.path().equals(MIGRATE) && head.method().equals("POST")) {
      return Optional.of(migrate(head, body, host));
    }
    if (head.path().equals(STATE)) {
      return Optional.of(
          Reply.text(
              200, rebuild.problem().isPresent() || reload.hasProblem() ? "problem" : "fine"));
    }
    if (head.path().startsWith(OWN)) {
      return Optional.of(file(head.path().substring(OWN.length())));
    }
    if (head.path().startsWith("/static/")) {
      return Optional.empty();
    }
    return rebuild
        .problem()
        .or(() -> reload.settle(gate::awaitQuiet))
        .map(problem -> pages.of(problem, head));
  }

  private byte[] migrate(Head head, InputStream body, String host) throws IOException {
    String told = head.header("content-length").orElse("0");
    if (!LENGTH.matcher(told).matches()) {
      return Reply.text(400, "The Content-Length of the request is no number.\n");
    }
    int length = Integer.parseInt(told);
    var form = new String(body.readNBytes(Math.min(length, LONGEST_FORM)), UTF_8);
    Matcher sent = FORM.matcher(form);
    boolean ours =
        head.header("origin").filter(("http://" + host)::equals).isPresent()
            && sent.matches()
            && MessageDigest.isEqual(sent.group("token").getBytes(UTF_8), token.getBytes(UTF_8));
    if (!ours) {
      return Reply.text(403, "Only the page that offers the migrations can apply them.\n");
    }
    reload.migrate(gate::awaitQuiet, Objects.requireNonNullElse(sent.group("lose"), ""));
    return Reply.redirect("/");
  }

  /** The style sheets and fonts of pages that are shown in the place of the application's. */
  private byte[] file(String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (!FILE.matcher(name).matches()) {
      return Reply.text(404, "There is no such file.\n");
    }
    for (String folder :
        Set.of("web-module/src/main/webapp", "dev-module/src/main/resources/META-INF/resources")) {
      var file = root.resolve(folder).resolve(name).normalize();
      if (type != null && file.startsWith(root.resolve(folder)) && Files.isRegularFile(file)) {
        return Reply.of(200, type, Files.readAllBytes(file));
      }
    }
    return Reply.text(404, "There is no such file.\n");
  }

  @Override
  public void close() {
    closed = true;
    rebuild.close();
    gate.close();
    reload.server().close();
  }
}
