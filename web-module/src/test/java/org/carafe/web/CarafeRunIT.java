package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  @Test
  void answersUntilItIsStoppedAndOrphansNothing() throws Exception {
    Process first = run("first");
    clone.awaitBanner("first", first);

    assertThat(clone.said("first.out"))
        .contains("http://localhost:" + port, "/login", "Password")
        .contains(Files.readString(clone.path("var/dev-admin.txt")).strip());
    assertThat(new Visitor(URI.create("http://localhost:" + port)).get("/login").status())
        .isEqualTo(200);
    List<ProcessHandle> children = first.descendants().toList();
    assertThat(children).as("the server and the database").hasSizeGreaterThanOrEqualTo(2);

    Process second = run("second");
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isNotZero();
    assertThat(clone.said("second.err").lines())
        .singleElement()
        .asString()
        .contains("Port " + port + " is in use");

    first.toHandle().destroy();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle child : children) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(Ports.isFree(port)).isTrue();
  }
}
