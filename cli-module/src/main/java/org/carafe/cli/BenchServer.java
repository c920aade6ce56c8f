package org.carafe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.Server;

/** The production WAR in the production profile, with every compiler, to be measured. */
final class BenchServer {
  static final String PASSWORD = "a password for measuring only";

  private BenchServer() {}

  static Server start(Workspace workspace, EmbeddedMariaDb database, Map<String, String> more)
      throws IOException {
    var launch =
        Server.of(workspace.payaraMicro(), workspace.application())
            .port(0)
            .directory(workspace.root())
            .folder(workspace.var("bench/server"))
            .home(workspace.var("payara"))
            .log(workspace.var("bench/server.log"))
            .virtualMachine("-XX:TieredStopAtLevel=4")
            .answersAt("/login");
    var properties =
        new HashMap<>(
            Map.of(
                "carafe.profile",
                "prod",
                "base.url",
                "http://localhost",
                "secret.key",
                KeptSecret.in(workspace.var("bench/secret.key"), 32),
                "mail.from",
                "Carafe <carafe@carafe.example>",
                "mail.smtp.host",
                "127.0.0.1",
                "admin.address",
                "admin@carafe.example",
                "admin.password",
                PASSWORD,
                "db.url",
                database.url(),
                "db.user",
                database.user(),
                "db.password",
                database.password()));
    properties.putAll(more);
    properties.forEach(launch::property);
    return launch.start();
  }

  /** MiB of the process as Linux counts them, shared pages in proportion; 0 on other systems. */
  static long memory(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    if (!Files.isReadable(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
