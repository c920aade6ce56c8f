package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.core.migration.MigrationScripts;
import org.carafe.testing.EmbeddedMariaDb;
import org.carafe.testing.Member;
import org.carafe.testing.Patience;
import org.carafe.testing.Ports;
import org.carafe.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./carafe run} itself: the script, the command, its database and its server. */
class CarafeRunIT {
  private TemporaryClone clone;
  private int port;

  @BeforeEach
  void makeClone() throws IOException {
    clone = TemporaryClone.linked("run-it");
    port = Ports.free();
  }

  @AfterEach
  void leaveNothing() throws IOException {
    clone.close();
  }

  private Process run(String name) throws IOException {
    return clone.start(name, "run", "--port", Integer.toString(port));
  }

  /** The inbox under another name, which a page elsewhere may have made lead here. */
  private String answerTo(String host) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              "GET /dev/mail HTTP/1.1\r\nHost: %s\r\nAccept-Language: en\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Half of the schema is there, and a table in the way of what comes next. */
  @Test
  void saysInASentenceWhichMigrationFailed() throws Exception {
    try (var database =
        EmbeddedMariaDb.in(clone.path("var/db")).binaries(clone.path("var/mariadb")).start()) {
      var known = new Database(database.url(), database.user(), database.password());
      var scripts = MigrationScripts.onClassPath(getClass().getClassLoader());
      new MigrationHistory(known, scripts).upgrade(Optional.of("20261121120000"));
      known.execute("create table sessions (id int)");
    }

    Process run = run("first");

    assertThat(run.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).isOne();
    assertThat(clone.said("first.out")).isEmpty();
    assertThat(clone.said("first.err").lines().reduce((earlier, later) -> later))
        .get()
        .asString()
        .startsWith("carafe: The application was not deployed: ")
        .contains("V20261121121000__auth.sql failed", "sessions", "carafe db repair");
    assertThat(clone.said("first.err")).doesNotContain("\tat ");
    assertThat(run.descendants().filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  void losesNoDataUnasked() throws Exception {
    clone.close();
    clone = TemporaryClone.copied("run-it");
    try (var database =
        EmbeddedMariaDb.in(clone.path("var/db")).binaries(clone.path("var/mariadb")).start()) {
      var known = new Database(database.url(), database.user(), database.password());
      var scripts = MigrationScripts.onClassPath(getClass().getClassLoader());
      new MigrationHistory(known, scripts).upgrade(Optional.empty());
      known.execute("create table jotted (id int)");
    }
    Files.writeString(
        clone.path("users-module/src/main/resources/db/migration/users/V20990101000000__less.sql"),
        "drop table jotted;\n");

    Process refused = run("refused");

    assertThat(refused.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(refused.exitValue()).isOne();
    assertThat(clone.said("refused.err"))
        .contains("carafe: Nothing was started, because pending migrations lose data.", "--yes")
        .contains("drops the table jotted (users/V20990101000000__less.sql)")
        .doesNotContain("Starting the server");

    Process agreed = clone.start("agreed", "run", "--yes", "--port", Integer.toString(port));
    clone.awaitBanner("agreed", agreed);
    assertThat(clone.said("agreed.err")).contains("Applied users/V20990101000000__less.sql");
    interrupt(agreed);
    assertThat(agreed.waitFor(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void answersUntilItIsStoppedAndOrphansNothing() throws Exception {
    Process first = run("first");
    clone.awaitBanner("first", first);

    assertThat(clone.said("first.out"))
        .contains("http://localhost:" + port, "/login", "Password")
        .contains(Files.readString(clone.path("var/dev-admin.txt")).strip());
    assertThat(new Visitor(URI.create("http://localhost:" + port)).get("/login").status())
        .isEqualTo(200);
    assertThat(clone.said("first.err"))
        .contains("The database was empty: put in the sample data of users, auth.");
    var visitor = new Visitor(URI.create("http://localhost:" + port));
    assertThat(Member.signIn(visitor, "ada", "carafe carafe carafe").location()).isEqualTo("/user");
    assertThat(answerTo("rebound.example:" + port))
        .startsWith("HTTP/1.1 421")
        .contains("dev.hosts");
    assertThat(answerTo("127.0.0.1:" + port)).startsWith("HTTP/1.1 200");
    List<ProcessHandle> children = first.descendants().toList();
    assertThat(children).as("the server and the database").hasSizeGreaterThanOrEqualTo(2);

    Process second = run("second");
    assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(second.exitValue()).isNotZero();
    assertThat(clone.said("second.err").lines())
        .singleElement()
        .asString()
        .contains("Port " + port + " is in use");

    Process shell = clone.start("shell", "shell", "-c", "app.externalUrlFor(\"web.home\")");
    assertThat(shell.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("shell.out"))
        .as("what a command would mail")
        .contains("http://localhost:" + port + "/");

    Process reset = clone.start("reset", "db", "reset", "--yes");
    assertThat(reset.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(reset.exitValue()).as(clone.said("reset.err")).isZero();
    assertThat(clone.said("reset.err"))
        .contains("An application runs on this database", "Stop it and start it again.");

    tellsThatTheDatabaseWasEmptied();
    interrupt(first);
    assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("first.err")).doesNotContain("ended by itself");
    for (ProcessHandle child : children) {
      child.onExit().get(2, TimeUnit.MINUTES);
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  /** By kill -9 in the middle: what is there is told by whatever comes next, and mended by it. */
  @Test
  void tellsOfAMigrationThatWasKilled() throws Exception {
    clone.close();
    clone = TemporaryClone.copied("run-it");
    String name = "users/%s20990101000000__slow.sql";
    Path scripts = clone.path("users-module/src/main/resources/db");
    Files.writeString(
        scripts.resolve("migration").resolve(name.formatted("V")),
        "create table slow (id int);\nselect sleep(600);\n");
    Files.writeString(scripts.resolve("undo").resolve(name.formatted("U")), "drop table slow;\n");
    Process upgrade = clone.start("upgrade", "db", "upgrade");
    var launch = EmbeddedMariaDb.in(clone.path("var/db")).binaries(clone.path("var/mariadb"));
    Patience.until("it is in the middle", () -> launch.join().filter(this::hasSlow).isPresent());
    upgrade.destroyForcibly();
    assertThat(upgrade.waitFor(1, TimeUnit.MINUTES)).isTrue();

    Process refused = run("refused");
    assertThat(refused.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(refused.exitValue()).isOne();
    assertThat(clone.said("refused.err"))
        .contains("The migration users/V20990101000000__slow.sql was interrupted or failed")
        .contains("carafe db repair");

    Process repair = clone.start("repair", "db", "repair", "--yes");
    assertThat(repair.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("repair.out")).startsWith("Took back users/V20990101000000__slow.sql");
    Files.writeString(
        scripts.resolve("migration").resolve(name.formatted("V")), "create table slow (id int);\n");
    Process again = clone.start("again", "db", "upgrade");
    assertThat(again.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("again.out")).contains("Applied users/V20990101000000__slow.sql");
  }

  private void tellsThatTheDatabaseWasEmptied() throws Exception {
    var launch = EmbeddedMariaDb.in(clone.path("var/db")).binaries(clone.path("var/mariadb"));
    try (var database = launch.join().orElseThrow();
        var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("set foreign_key_checks = 0");
      statement.execute("drop table mail_outbox");
    }
    Patience.until(
        "the terminal tells it", () -> clone.said("first.err").contains("emptied or replaced"));
    assertThat(clone.said("first.err"))
        .contains("mail waits: Table 'carafe.mail_outbox' doesn't exist. The database was")
        .doesNotContain("Local Exception Stack");
  }

  private boolean hasSlow(EmbeddedMariaDb database) {
    try (database;
        var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("select id from slow");
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** Whoever of the two started the database. */
  @Test
  void sharesTheDatabaseWithACommandThatEndsBefore() throws Exception {
    Process upgrade = clone.start("upgrade", "db", "upgrade");
    assertThat(upgrade.waitFor(5, TimeUnit.MINUTES)).isTrue();
    Process shell =
        clone.start("shell", "shell", "-c", "System.out.println(6 * 7); Thread.sleep(600_000);");
    Patience.until("the shell has the database", () -> clone.said("shell.out").contains("42"));

    Process run = run("first");
    clone.awaitBanner("first", run);
    List<ProcessHandle> leases = shell.descendants().filter(CarafeRunIT::isLease).toList();
    assertThat(leases).hasSize(1);
    shell.destroyForcibly();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    leases.get(0).onExit().get(1, TimeUnit.MINUTES);

    assertThat(flock("-n", "-x")).as("nobody else uses the database").isOne();
    assertThat(flock("-s")).as("whoever ends it has done so").isZero();
    assertThat(new Visitor(URI.create("http://localhost:" + port)).get("/health/ready").status())
        .isEqualTo(200);
    Process current = clone.start("current", "db", "current");
    assertThat(current.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("current.out")).contains("(applied)");
    run.destroyForcibly();
    Process again = clone.start("again", "db", "current");
    assertThat(again.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(clone.said("again.out")).as(clone.said("again.err")).contains("(applied)");
  }

  /** A shell that holds the right to the database for somebody. */
  private static boolean isLease(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("echo held");
  }

  private int flock(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("flock"));
    command.addAll(List.of(options));
    command.addAll(List.of(clone.path("var/db/users").toString(), "true"));
    return new ProcessBuilder(command).start().waitFor();
  }

  /** As Ctrl-C does it: the command and its server are told at the same moment. */
  private static void interrupt(Process run) throws IOException, InterruptedException {
    var kill = new ArrayList<>(List.of("kill", "-INT"));
    run.descendants().filter(CarafeRunIT::isServer).forEach(one -> kill.add("" + one.pid()));
    kill.add("" + run.pid());
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
  }

  private static boolean isServer(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("--deploy");
  }
}
