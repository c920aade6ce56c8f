package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningAddressTest {
  @TempDir Path folder;

  @Test
  void isKnownWhileTheProcessThatToldItRuns() throws IOException {
    Path file = folder.resolve("run/address");
    assertThat(RunningAddress.find(file)).isEmpty();

    RunningAddress.tell(file, "http://localhost:8081");
    assertThat(RunningAddress.find(file)).contains("http://localhost:8081");

    String told = Files.readString(file);
    Files.writeString(file, told.replaceFirst("^(\\d+) \\S+", "$1 2001-01-01T00:00:00Z"));
    assertThat(RunningAddress.find(file)).as("another process of that number").isEmpty();
    Files.writeString(file, told.replaceFirst("^\\d+", "999999999999"));
    assertThat(RunningAddress.find(file)).as("no such process").isEmpty();
    Files.writeString(file, "half");
    assertThat(RunningAddress.find(file)).isEmpty();
  }
}
