package org.carafe.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Payara Micro in a process of its own, listening on the loopback interface only.
 *
 * <pre>{@code
 * try (var server =
 *     Server.of(payaraMicro, war).port(8080).property("carafe.profile", "dev").start()) {
 *   browser.open(server.url());
 * }
 * }</pre>
 *
 * <p>The child ends with this process, however this one ends.
 */
public final class Server implements AutoCloseable {
  /** The code that a server ends with which has no memory left. */
  public static final int OUT_OF_MEMORY_CODE = 3;

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int STOP_SECONDS = 15;
  static final String LOOPBACK_ONLY =
      "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1\n";
  private static final Pattern READY = Pattern.compile("^Payara Micro .* ready in ");
  private static final Pattern REDEPLOYED =
      Pattern.compile(" was successfully deployed in |^" + Redeployment.FAILURE);

  private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

  private static final Duration REDEPLOYMENT = Duration.ofMinutes(2);
  private static final Duration REDEFINITION = Duration.ofSeconds(60);

  /** Options of the virtual machine for servers that do not live long. */
  static final List<String> FRUGAL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Options of Payara Micro for one that belongs to no cluster. */
  static final List<String> ALONE = List.of("--disablephonehome", "--nohazelcast", "--nohostaware");

  private final Process process;
  private final URI url;
  private final Thread reader;
  private final Current current;
  private final Path application;

  private Server(Process process, URI url, Thread reader, Current current, Path application) {
    this.process = process;
    this.url = url;
    this.reader = reader;
    this.current = current;
    this.application = application;
  }

  /** A WAR or the folder of an exploded one, served at the root of port 8080. */
  public static Launch of(Path payaraMicro, Path application) {
    return new Launch(payaraMicro, application);
  }

  /** How to start one. */
  public static final class Launch {
    private final Path payaraMicro;
    private final Path application;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> virtualMachine =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                // Else it would go on in parts: a thread that is gone is missed by nobody.
                "-XX:+ExitOnOutOfMemoryError",
                "-Dhazelcast.phone.home.enabled=false"));
    private final List<String> options = new ArrayList<>();
    private int port = 8080;
    private Path folder = Path.of("target", "server");
    private Path home = Path.of("target", "payara");
    private Path directory = Path.of("");
    private Path log = Path.of("target", "server.log");
    private String answersAt = "/";
    private Duration patience = Duration.ofMinutes(5);
    private Consumer<LogRecord> listener = any -> {};
    private boolean reloads;

    private Launch(Path payaraMicro, Path application) {
      this.payaraMicro = payaraMicro;
      this.application = application;
    }

    /** Listens there; 0 for any free port. */
    public Launch port(int wanted) {
      this.port = wanted;
      return this;
    }

    /** A system property, handed over in private: it is on no command line. */
    public Launch property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /** An option of the Java virtual machine, such as {@code -Xmx1g}; later ones win. */
    public Launch virtualMachine(String option) {
      virtualMachine.add(option);
      return this;
    }

    /** An option of Payara Micro, such as {@code --nocluster}. */
    public Launch option(String option) {
      options.add(option);
      return this;
    }

    /** Where the server keeps its own files; it must not lie in the temporary folder. */
    public Launch folder(Path own) {
      this.folder = own;
      return this;
    }

    /** Where Payara Micro is unpacked, once for all servers of a clone. */
    public Launch home(Path shared) {
      this.home = shared;
      return this;
    }

    /**
     * The folder the server's process works in: relative paths of the configuration start there.
     */
    public Launch directory(Path working) {
      this.directory = working;
      return this;
    }

    public Launch log(Path file) {
      this.log = file;
      return this;
    }

    /** Can be told to redeploy the application and to redefine its classes. */
    public Launch reloads() {
      this.reloads = true;
      // Payara collects all garbage at the end of each deployment, which takes half a second.
      return virtualMachine("-XX:+DisableExplicitGC");
    }

    /** The path that must answer before the server counts as started. */
    public Launch answersAt(String path) {
      this.answersAt = path;
      return this;
    }

    /** How long the start may take. */
    public Launch patience(Duration longest) {
      this.patience = longest;
      return this;
    }

    /** Is told every record of the log, on a thread of its own. */
    public Launch listener(Consumer<LogRecord> consumer) {
      this.listener = consumer;
      return this;
    }

    /**
     * Answers when the application does.
     *
     * @throws ServerException with the cause in a sentence when it is not deployed
     */
    public Server start() {
      int chosen = port == 0 ? Ports.free() : port;
      if (!Ports.isFree(chosen)) {
        throw new ServerException(
            "Port %d is in use. Stop what listens there or choose another port.".formatted(chosen));
      }
      try {
        return start(chosen);
      } catch (IOException e) {
        throw new ServerException("The server could not be started: " + e.getMessage(), e);
      }
    }

    /**
     * Starts a server that cannot serve, and answers the code that it ends with by itself.
     *
     * @throws ServerException when it goes on
     */
    public int failsWith() {
      try {
        var server =
            launch(
                port == 0 ? Ports.free() : port,
                new Deployment(READY),
                Distribution.of(payaraMicro, home));
        try {
          return server.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
          server.stop();
        }
      } catch (TimeoutException e) {
        throw new ServerException(
            "The server did not end within %d seconds.".formatted(patience.toSeconds()), e);
      } catch (IOException | ExecutionException | InterruptedException e) {
        throw new ServerException("The start of the server was interrupted.", e);
      }
    }

    private Server launch(int chosen, Deployment deployment, Distribution distribution)
        throws IOException {
      Files.createDirectories(folder);
      // Payara remembers there what it once deployed, and would deploy it again.
      Distribution.delete(folder.resolve("domain"));
      distribution.furnish(folder.resolve("domain"));
      Files.createDirectories(log.toAbsolutePath().getParent());
      var url = URI.create("http://localhost:" + chosen);
      var process =
          new ProcessBuilder(command(chosen, distribution))
              .directory(directory.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .start();
      handOver(process);
      var current = new Current(deployment);
      var reader = new Thread(() -> read(process, current), "server-log");
      reader.setDaemon(true);
      reader.start();
      var server = new Server(process, url, reader, current, application);
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "server-stop"));
      return server;
    }

    private Server start(int chosen) throws IOException {
      var deployment = new Deployment(READY);
      var distribution = Distribution.of(payaraMicro, home);
      var server = launch(chosen, deployment, distribution);
      try {
        deployment.await(patience);
        server.awaitAnswer(answersAt, deployment);
        return server;
      } catch (ServerException e) {
        server.stop();
        throw e;
      }
    }

    private List<String> command(int chosen, Distribution distribution) throws IOException {
      var command = new ArrayList<String>();
      command.add(JavaTools.path("java"));
      command.addAll(distribution.options());
      command.addAll(distribution.properties());
      command.addAll(FRUGAL);
      command.addAll(virtualMachine);
      if (reloads) {
        command.add("-javaagent:" + distribution.launcher());
      }
      command.addAll(List.of("-jar", distribution.launcher().toString()));
      command.addAll(ALONE);
      command.addAll(List.of("--port", Integer.toString(chosen), "--contextroot", "/"));
      command.addAll(List.of("--rootdir", absolute(folder.resolve("domain"))));
      command.addAll(List.of("--prebootcommandfile", absolute(listener())));
      command.addAll(options);
      command.addAll(List.of("--deploy", absolute(application)));
      return command;
    }

    /** What the container image sets too, and the loopback interface. */
    private Path listener() throws IOException {
      try (var shared = Server.class.getResourceAsStream("listener.txt")) {
        if (shared == null) {
          throw new IOException("the jar lacks listener.txt; build it again");
        }
        return Files.writeString(
            folder.resolve("preboot.txt"),
            new String(shared.readAllBytes(), StandardCharsets.UTF_8) + LOOPBACK_ONLY);
      }
    }

    private void handOver(Process process) throws IOException {
      var lines = new StringBuilder();
      properties.forEach(
          (name, value) -> lines.append(name).append('=').append(value).append('\n'));
      var input = process.getOutputStream();
      input.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
      input.flush();
    }

    private void read(Process process, Current current) {
      try (var output =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
          var file = Files.newBufferedWriter(log)) {
        var records =
            new LogRecord.Parser(
                record -> {
                  current.deployment.observe(record);
                  if (!record.isAboutOldCertificates()) {
                    listener.accept(record);
                  }
                });
        for (var line = output.readLine(); line != null; line = output.readLine()) {
          var plain = LogRecord.withoutColours(line);
          if (plain.startsWith(OUT_OF_MEMORY)) {
            current.starved = true;
          }
          file.write(plain);
          file.newLine();
          file.flush();
          records.line(plain);
        }
        records.end();
      } catch (IOException e) {
        if (process.isAlive()) {
          throw new UncheckedIOException(e);
        }
      } finally {
        current.deployment.ended(current.end(log));
      }
    }

    private static String absolute(Path path) {
      return path.toAbsolutePath().normalize().toString();
    }
  }

  /** What the log says about the application: deployed, or why not. */
  private static final class Deployment {
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final Pattern end;
    private volatile String cause = "";
    private volatile boolean explained;
    private volatile boolean refused;

    /**
     * A deployment.
     *
     * @param end what the server logs last of it, whether or not it succeeded
     */
    Deployment(Pattern end) {
      this.end = end;
    }

    void observe(LogRecord record) {
      if (record.isSevere() && record.isOurs() && !explained) {
        cause = record.explanation();
        explained = true;
      } else if (record.isSevere() && cause.isEmpty()) {
        cause = record.cause();
      }
      if (record.text().startsWith(Redeployment.FAILURE)) {
        refused = true;
      }
      if (end.matcher(record.text()).find()) {
        outcome.complete(refused ? cause : "");
      }
    }

    void ended(String how) {
      outcome.complete(cause.isEmpty() ? how : cause);
    }

    Optional<String> failure(Duration patience) {
      try {
        var failure = outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
      } catch (TimeoutException e) {
        return Optional.of("The server did not say within two minutes that it was done.");
      } catch (ExecutionException | InterruptedException e) {
        throw new ServerException("The redeployment was interrupted.", e);
      }
    }

    void await(Duration patience) {
      try {
        var failure = outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!failure.isEmpty()) {
          throw new ServerException("The application was not deployed: " + failure);
        }
      } catch (TimeoutException e) {
        throw new ServerException(
            "The application was not deployed within %d seconds.".formatted(patience.toSeconds()),
            e);
      } catch (ExecutionException | InterruptedException e) {
        throw new ServerException("The start of the server was interrupted.", e);
      }
    }
  }

  /** The deployment that the log speaks of. */
  private static final class Current {
    private volatile Deployment deployment;
    private volatile boolean starved;

    Current(Deployment first) {
      this.deployment = first;
    }

    String end(Path log) {
      return "the server ended%s; its log is %s"
          .formatted(starved ? " for lack of memory" : "", log);
    }
  }

  private void awaitAnswer(String path, Deployment deployment) {
    var client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
    var request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER).build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 400) {
        throw new ServerException(
            "The application is deployed but answers %d at %s. %s"
                .formatted(status, path, deployment.cause));
      }
    } catch (IOException e) {
      throw new ServerException("The application does not answer at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The start of the server was interrupted.", e);
    }
  }

  public URI url() {
    return url;
  }

  /**
   * Deploys the application again from its folder; sessions live in the database and go on.
   *
   * @return why that failed, and then the server is of no more use
   */
  public Optional<String> redeploy() {
    var again = new Deployment(REDEPLOYED);
    current.deployment = again;
    try {
      tell(Redeployment.COMMAND + application.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new ServerException("The server has ended; its log says why.", e);
    }
    return again.failure(REDEPLOYMENT);
  }

  /**
   * Gives classes of the running application new method bodies.
   *
   * @param folder with the class files; it is written to
   * @return why the virtual machine refused, and then nothing has changed
   */
  public Optional<String> redefine(Path folder) {
    try {
      var answer = folder.resolve(Redefinition.ANSWER);
      Files.deleteIfExists(answer);
      tell(folder.toAbsolutePath().toString());
      long end = System.nanoTime() + REDEFINITION.toNanos();
      while (!Files.exists(answer)) {
        if (System.nanoTime() > end) {
          return Optional.of("no answer");
        }
        Thread.sleep(5);
      }
      var refusal = Files.readString(answer);
      return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The redefinition was interrupted.", e);
    }
  }

  /** Says a line to the {@link Watchdog}. */
  private void tell(String line) throws IOException {
    var input = process.getOutputStream();
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** The processor time the server has used so far. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The server's process. */
  public long pid() {
    return process.pid();
  }

  /** Completes when the server has ended, by itself or not. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  private void stop() {
    process.toHandle().destroy(); // Process.destroy would close the pipe of the log
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join(Duration.ofSeconds(1).toMillis());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
