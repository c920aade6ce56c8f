package org.carafe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedTest {
  private static final long PARENT = 40;
  private static final long CHILD = 41;

  @TempDir Path processes;

  @BeforeEach
  void runAShell() throws IOException {
    process(PARENT, "39", "0000000000001000");
  }

  private void process(long pid, String session, String ignored) throws IOException {
    Path folder = Files.createDirectories(processes.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"), pid + " (a ) b) S 40 " + pid + " " + session + " 0 -1 4194304");
    Files.writeString(folder.resolve("status"), "Name:\ta ) b\nSigIgn:\t" + ignored + "\n");
  }

  private boolean isDetached() {
    return Detached.isDetached(processes, CHILD, PARENT);
  }

  @Test
  void belongsToWhoStartedIt() throws IOException {
    process(CHILD, "39", "0000000000001000");
    assertThat(isDetached()).isFalse();
  }

  @Test
  void isDetachedBySetsid() throws IOException {
    process(CHILD, "41", "0000000000001000");
    assertThat(isDetached()).isTrue();
  }

  @Test
  void isDetachedByNohup() throws IOException {
    process(CHILD, "39", "0000000000001001");
    assertThat(isDetached()).isTrue();
  }

  @Test
  void isNotDetachedWhereAllIgnoreTheSignal() throws IOException {
    process(PARENT, "39", "0000000000001001");
    process(CHILD, "39", "0000000000001001");
    assertThat(isDetached()).isFalse();
  }

  @Test
  void isNotDetachedWhereNobodyTells() {
    assertThat(isDetached()).isFalse();
  }
}
