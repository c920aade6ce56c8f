package org.carafe.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineTest {
  private final Engine engine = new Engine(EngineTest.class.getClassLoader());
  private final JShell shell = JShell.builder().executionEngine(engine, Map.of()).build();

  @AfterEach
  void close() {
    shell.close();
  }

  private List<SnippetEvent> run(String code) {
    engine.begin();
    return shell.eval(code);
  }

  private void stopSoon() {
    var stopping =
        new Thread(
            () -> {
              try {
                Thread.sleep(300);
              } catch (InterruptedException e) {
                return;
              }
              engine.halt();
            });
    stopping.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) {}",
        "{ int i = 0; do { i++; } while (i != -1 || i == -1); }",
        "while (true) { try { while (true) {} } catch (Throwable t) {} }",
        "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }",
        "synchronized (Object.class) { Object.class.wait(); }",
        "java.util.stream.Stream.iterate(1, x -> x).forEach(x -> {})",
        "new Object() { long go(int n) { return n < 2 ? n : go(n - 1) + go(n - 2); } }.go(90)",
        "for (;;) switch ((int) (System.nanoTime() & 3)) { case 0: continue; case 1: break; default: }",
      })
  void stopsWhatDoesNotEnd(String code) {
    assertThat(shell.eval("String before = \"kept\";")).hasSize(1);
    stopSoon();

    List<SnippetEvent> events = run(code);

    assertThat(events)
        .allSatisfy(event -> assertThat(event.status()).isNotEqualTo(Snippet.Status.REJECTED));
    assertThat(engine.thrown()).isNotNull();
    assertThat(engine.isStopped()).isTrue();
    assertThat(Thread.interrupted()).isFalse();
    run("before");
    assertThat(engine.value()).isEqualTo("kept");
    assertThat(engine.isStopped()).isFalse();
  }

  @Test
  void stopsAThreadThatASnippetHasBegun() throws InterruptedException {
    run("Thread beside = new Thread(() -> { while (true) {} });");
    run("beside.start();");
    run("beside");
    var beside = (Thread) engine.value();
    assertThat(beside).isNotNull();
    assertThat(beside.isAlive()).isTrue();

    engine.halt();

    beside.join(5_000);
    assertThat(beside.isAlive()).isFalse();
  }

  @Test
  void stopsAThreadOfAnEarlierLineThoughTheNextLineHasBegun() throws InterruptedException {
    run("var held = new java.util.concurrent.locks.ReentrantLock();");
    run("held.lock();");
    run("Thread beside = new Thread(() -> { held.lock(); held.unlock(); while (true) {} });");
    run("beside.start();");
    run("beside");
    var beside = (Thread) engine.value();
    assertThat(beside).isNotNull();
    awaitWaiting(beside);

    engine.halt();
    run("held.unlock();");

    beside.join(5_000);
    assertThat(beside.isAlive()).isFalse();
    run("1 + 1");
    assertThat(engine.value()).isEqualTo(2);
  }

  @Test
  void usesAThreadAgainThatHadNothingToDoWhenItWasStopped() throws InterruptedException {
    run("var pool = java.util.concurrent.Executors.newFixedThreadPool(1);");
    run("var worker = pool.submit(() -> Thread.currentThread()).get();");
    run("worker");
    var worker = (Thread) engine.value();
    assertThat(worker).isNotNull();
    awaitWaiting(worker);

    engine.halt();
    run("pool.submit(() -> 6 * 7).get()");

    assertThat(engine.value()).isEqualTo(42);
    run("pool.shutdown();");
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(10);
    }
  }

  @Test
  void stopsNothingOfAnotherEngine() {
    new Engine(EngineTest.class.getClassLoader()).halt();

    run("int sum = 0;");
    run("for (int i = 0; i < 1000; i++) sum += i;");
    run("sum");

    assertThat(engine.value()).isEqualTo(499_500);
  }

  @Test
  void countsHowOftenItWasAsked() {
    engine.begin();
    assertThat(engine.halt()).isEqualTo(1);
    assertThat(engine.halt()).isEqualTo(2);
    engine.begin();
    assertThat(engine.halt()).isEqualTo(1);
  }
}
