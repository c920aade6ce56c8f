package org.carafe.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.MoodyRelay;
import org.carafe.testing.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how fast the outbox is emptied, beside what the relay itself takes from as many
 * connections: server, database and relay share this machine.
 */
@Command(
    name = "mail",
    description = "Measures how fast queued mail is delivered to a relay on this machine.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe bench mail                 with 100,000 mails in the queue",
      "  carafe bench mail --mails 10000   a first impression"
    })
final class BenchMailCommand implements Callable<Integer> {
  private static final int WORKERS = 4;
  private static final int WARM = 10_000;
  private static final int HTML = 5_000;
  private static final int TEXT = 1_000;
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mails",
      defaultValue = "100000",
      description = "How many mails are queued (default: ${DEFAULT-VALUE}).")
  private int mails;

  private final Workspace workspace = Workspace.current();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    try (var relay = MoodyRelay.start(0, mail -> MoodyRelay.Mood.TAKES);
        var database =
            EmbeddedMariaDb.in(workspace.var("bench/db"))
                .binaries(workspace.var("mariadb"))
                .start();
        var server = BenchServer.start(workspace, database, settings(relay));
        var connection = database.connect()) {
      direct(relay.port(), WARM);
      tell("The relay itself takes  %6.0f mails/s", direct(relay.port(), WARM));
      empty(connection);
      deliver(connection, relay, WARM, server);
      long before = BenchServer.memory(server.pid());
      Duration cpu = server.processorTime();
      Result result = deliver(connection, relay, mails, server);
      Duration used = server.processorTime().minus(cpu);
      tell("Delivered               %6.0f mails/s   (%,d mails)", result.perSecond(), mails);
      tell("Server                  %6.3f ms CPU each", used.toMillis() / (double) mails);
      tell(
          "Memory                  %6d MiB PSS before, %d at the most with %,d queued",
          before, result.memory(), mails);
    }
    return 0;
  }

  private static Map<String, String> settings(MoodyRelay relay) {
    return Map.of(
        "mail.smtp.port",
        Integer.toString(relay.port()),
        "mail.smtp.tls",
        "none",
        "mail.workers",
        Integer.toString(WORKERS),
        "mail.poll",
        "PT1S");
  }

  /** What a run before left behind is not measured. */
  private static void empty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from mail_tries");
      statement.execute("delete from mail_outbox");
    }
  }

  private record Result(double perSecond, long memory) {}

  private static Result deliver(Connection connection, MoodyRelay relay, int count, Server server)
      throws SQLException, IOException, InterruptedException {
    int before = relay.count();
    write(connection, count);
    while (relay.count() == before) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    long start = System.nanoTime();
    int first = relay.count() - before;
    long memory = 0;
    while (waiting(connection)) {
      memory = Math.max(memory, BenchServer.memory(server.pid()));
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IOException("The mails were not delivered within " + LONGEST + ".");
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result((count - first) / seconds, memory);
  }

  private static boolean waiting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select exists (select 1 from mail_outbox where next_try_at is not null)")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** As Mailer writes them, many at once: to a thousand domains, with bodies of a usual length. */
  private static void write(Connection connection, int count) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into mail_outbox (message_id, reference, template, category, recipient_address,
            recipient_name, recipient_key, language, subject, html, text, confidential, state,
            lane, tries, created_at, next_try_at)
          select concat('<', uuid(), '@carafe.example>'), left(replace(uuid(), '-', ''), 32),
            'mail.test', 'account', concat('a', seq, '@d', seq %% 1000, '.example'), 'Ada',
            concat('a', seq, '@d', seq %% 1000, '.example'), 'en', 'Hello',
            repeat('<p>Hello you</p>\n', %d), repeat('Hello you\n', %d), 1, 'QUEUED',
            'FIRST', 0, utc_timestamp(6), utc_timestamp(6)
          from seq_1_to_%d
          """
              .formatted(HTML / 17, TEXT / 10, count));
    }
  }

  /** Mails per second from a client that does nothing else, on as many connections. */
  private static double direct(int port, int count) throws IOException, InterruptedException {
    byte[] data =
        ("Message-ID: <direct>\r\n\r\n" + "Hello you\r\n".repeat(600) + ".\r\n").getBytes(US_ASCII);
    var threads = Executors.newFixedThreadPool(WORKERS);
    long start = System.nanoTime();
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        clients.add(threads.submit(() -> client(port, count / WORKERS, data)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    } finally {
      threads.shutdownNow();
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private static Void client(int port, int count, byte[] data) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      socket.setTcpNoDelay(true);
      in.readLine();
      for (int i = 0; i < count; i++) {
        say(socket, in, "MAIL FROM:<carafe@carafe.example>\r\n".getBytes(US_ASCII));
        say(socket, in, "RCPT TO:<ada@example.org>\r\n".getBytes(US_ASCII));
        say(socket, in, "DATA\r\n".getBytes(US_ASCII));
        say(socket, in, data);
      }
    }
    return null;
  }

  private static void say(Socket socket, BufferedReader in, byte[] line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(line);
    out.flush();
    if (in.readLine() == null) {
      throw new IOException("The relay hung up.");
    }
  }

  private void tell(String text, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, text, values));
    out.flush();
  }
}
