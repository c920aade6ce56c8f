package org.carafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.carafe.testing.EmbeddedMariaDb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures what pages cost the server: the production WAR in the production profile, on a database
 * of its own. Processor time per request holds on a noisy machine where elapsed time does not.
 */
@Command(
    name = "bench",
    description =
        "Measures the processor time of pages, of the start and the memory, in production.",
    mixinStandardHelpOptions = true,
    subcommands = BenchMailCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe bench                        warm for 60 seconds a page, then measure 20",
      "  carafe bench --warm 5 --measure 5   a first impression",
      "  carafe bench mail                   how fast mail is delivered"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--warm",
      defaultValue = "60",
      description = "Seconds of load before a page is measured (default: ${DEFAULT-VALUE}).")
  private int warm;

  @Option(
      names = "--measure",
      defaultValue = "20",
      description = "Seconds a page is measured (default: ${DEFAULT-VALUE}).")
  private int measure;

  private final Workspace workspace = Workspace.current();

  private record Page(String name, String path, boolean signedIn) {}

  private static final List<Page> PAGES =
      List.of(
          new Page("sign-in page, cached", "/login", false),
          new Page("sign-in page, rendered", "/login?next=%2Fuser", false),
          new Page("account page", "/user", true),
          new Page("account API", "/api/v1/account", true));

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var database =
            EmbeddedMariaDb.in(workspace.var("bench/db"))
                .binaries(workspace.var("mariadb"))
                .start();
        var server = BenchServer.start(workspace, database, Map.of())) {
      tell("Start to the first answer: %.1f CPU seconds", seconds(server.processorTime()));
      var load = new Load(server.url());
      String cookie = load.signIn("admin", BenchServer.PASSWORD);
      for (Page page : PAGES) {
        Map<String, String> headers = page.signedIn() ? Map.of("Cookie", cookie) : Map.of();
        URI url = server.url().resolve(page.path());
        load.run(url, headers, Duration.ofSeconds(warm));
        Duration before = server.processorTime();
        long requests = load.run(url, headers, Duration.ofSeconds(measure));
        double used = seconds(server.processorTime().minus(before));
        tell(
            "%-24s %8d requests   %.3f ms CPU each", page.name(), requests, used * 1000 / requests);
      }
      tell("Memory: %s", BenchServer.memory(server.pid()) + " MiB PSS");
    }
    return 0;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private void tell(String text, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, text, values));
    out.flush();
  }
}
