package org.carafe.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMariaDbTest {
  private static final Path FOLDER = Path.of("target", "mariadb");

  @BeforeEach
  void clear() throws IOException {
    for (var name : new String[] {"one", "two"}) {
      if (Files.exists(FOLDER.resolve(name))) {
        try (var files = Files.walk(FOLDER.resolve(name))) {
          files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
      }
    }
  }

  @Test
  void keepsItsDataAndRunsBesideAnother() throws SQLException, IOException {
    int port;
    try (var one = launch("one").start();
        var connection = one.connect();
        var statement = connection.createStatement()) {
      port = one.port();
      statement.execute("create table kept (word varchar(20))");
      statement.execute("insert into kept values ('schön 🫖')");
      statement.execute("create database carafe_scratch");
      assertThatThrownBy(() -> launch("one").start())
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
      try (var joined = launch("one").joinOrStart();
          var other = joined.connect()) {
        assertThat(joined.port()).isEqualTo(port);
        assertThat(other.isValid(1)).isTrue();
      }
      assertThat(connection.isValid(1)).as("left running").isTrue();
    }
    assertThat(Ports.isFree(port)).isTrue();

    try (var one = launch("one").start();
        var two = launch("two").start();
        var connection = one.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select word, @@bind_address from kept");
        var other = two.connect()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("schön 🫖");
      assertThat(rows.getString(2)).isEqualTo("127.0.0.1");
      assertThat(other.isValid(1)).isTrue();
      assertThat(one.port()).isNotEqualTo(two.port());
    }
  }

  /** Another process that uses the database of a folder until its standard input ends. */
  static final class User {
    private User() {}

    public static void main(String[] folder) throws IOException {
      try (var database = launch(folder[0]).joinOrStart()) {
        System.out.println(database.port());
        System.out.flush();
        assertThat(System.in.read()).isNegative();
      }
    }
  }

  private static Process user(String folder) throws IOException {
    return new ProcessBuilder(
            JavaTools.path("java"),
            "-cp",
            System.getProperty("java.class.path"),
            User.class.getName(),
            folder)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int portOf(Process user) throws IOException {
    var words = new BufferedReader(new InputStreamReader(user.getInputStream(), UTF_8));
    return Integer.parseInt(String.valueOf(words.readLine()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnUntilItsLastUserEnds(boolean killed) throws Exception {
    Process first = user("one");
    int port = portOf(first);
    try (var joined = launch("one").joinOrStart();
        var connection = joined.connect()) {
      assertThat(joined.port()).isEqualTo(port);

      end(first, killed);

      assertThat(connection.isValid(1)).as("who started it has ended").isTrue();
      Process second = user("one");
      assertThat(portOf(second)).isEqualTo(port);
      end(second, killed);
      assertThat(connection.isValid(1)).as("who joined has ended").isTrue();
    }
    assertThat(Ports.isFree(port)).as("nobody is left").isTrue();
  }

  @Test
  void endsWithItsLastUserEvenWhereThatIsKilled() throws Exception {
    Process other;
    int port;
    try (var database = launch("one").start()) {
      port = database.port();
      other = user("one");
      assertThat(portOf(other)).isEqualTo(port);
    }
    assertThat(Ports.isFree(port)).as("still used").isFalse();

    end(other, true);

    try (var again = launch("one").joinOrStart();
        var connection = again.connect()) {
      assertThat(connection.isValid(1)).as("waited for the end of the earlier one").isTrue();
    }
  }

  private static void end(Process user, boolean killed) throws Exception {
    if (killed) {
      user.destroyForcibly();
    } else {
      user.getOutputStream().close();
    }
    assertThat(user.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void tellsWhyItDoesNotStart() throws Exception {
    try (var database = launch("one").start()) {
      assertThat(database.port()).isPositive();
    }
    Files.writeString(FOLDER.resolve("one/data/ibdata1"), "nothing of InnoDB's");

    assertThatThrownBy(() -> launch("one").start())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("could not be started: ")
        .hasMessageContaining("mariadb.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a folder", "ada's", "b\"c", "tab\there"})
  void refusesAPathThatItsScriptsTakeApart(String name, @TempDir Path temporary) {
    Path odd = temporary.resolve(name);
    assertThatThrownBy(() -> EmbeddedMariaDb.in(odd).binaries(FOLDER).start())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("Move the clone, or give DB_URL");
    assertThatThrownBy(() -> EmbeddedMariaDb.in(temporary).binaries(odd).start())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(name);
  }

  @Test
  void keepsItsDataInTheTemporaryFolderToo(@TempDir Path temporary) throws SQLException {
    var launch = EmbeddedMariaDb.in(temporary).binaries(FOLDER.resolve("programs"));
    try (var database = launch.start();
        var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table kept (id int)");
    }

    try (var database = launch.start();
        var connection = database.connect();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert into kept values (1)")).isEqualTo(1);
    }
  }

  @Test
  void saysThatThePortIsInUse() throws IOException {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> launch("two").port(taken.getLocalPort()).start())
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("is in use");
    }
  }

  private static EmbeddedMariaDb.Launch launch(String name) {
    return EmbeddedMariaDb.in(FOLDER.resolve(name)).binaries(FOLDER.resolve("programs"));
  }
}
