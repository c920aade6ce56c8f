package org.carafe.auth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.HttpError;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

  private static final String ARGON2I =
      "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8";

  private final PasswordHasher hasher = new PasswordHasher();

  @Test
  void verifiesWhatItHashed() {
    String stored = hasher.hash("correct horse battery staple");
    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
    assertThat(hasher.verify("correct horse battery staple", stored)).isTrue();
    assertThat(hasher.verify("correct horse battery stapl", stored)).isFalse();
    assertThat(hasher.needsRehash(stored)).isFalse();
  }

  /** README.md tells it to whoever wants to try the sample data. */
  @Test
  void fitsThePasswordOfTheSampleDataToItsHash() throws IOException {
    String seed;
    try (var file = PasswordHasher.class.getResourceAsStream("/db/seed/auth.sql")) {
      seed = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher hash = Pattern.compile("'(\\$argon2id[^']+)'").matcher(seed);
    assertThat(hash.find()).isTrue();
    String readme = Files.readString(Path.of("../README.md"));
    Matcher password = Pattern.compile("sample data.*sign in with `([^`]+)`").matcher(readme);
    assertThat(password.find()).isTrue();

    assertThat(hasher.verify(password.group(1), hash.group(1))).isTrue();
  }

  @Test
  void saltsEveryHash() {
    assertThat(hasher.hash("same")).isNotEqualTo(hasher.hash("same"));
  }

  @Test
  void takesTheSamePasswordFromAnyKeyboard() {
    String stored = hasher.hash("cafe\u0301 ﬁve");
    assertThat(hasher.verify("café five", stored)).isTrue();
  }

  @Test
  void asksToRehashWhatIsWeakerOrForeign() {
    assertThat(hasher.verify("password", ARGON2I)).isTrue();
    assertThat(hasher.needsRehash(ARGON2I)).isTrue();
    assertThat(hasher.needsRehash("pbkdf2:sha256:1000$salt$aa")).isTrue();
  }

  @Test
  void fitsNoPasswordToAnUnreadableHash() {
    assertThat(hasher.verify("", "")).isFalse();
    assertThat(StoredHash.parse("")).isEmpty();
    assertThat(StoredHash.parse(ARGON2I.replace("m=256", "m=1048576"))).isEmpty();
    assertThat(hasher.verifyNobody("x".repeat(1_000_000))).isFalse();
  }

  @Test
  void turnsAwayWhenAllCoresAreTaken() throws Exception {
    HashingGate gate = new HashingGate(1, Duration.ofMillis(20));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.execute(
          () ->
              gate.pass(
                  () -> {
                    inside.countDown();
                    try {
                      leave.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    return true;
                  }));
      inside.await();
      assertThatThrownBy(() -> new PasswordHasher(gate).hash("x"))
          .isInstanceOfSatisfying(
              HttpError.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.retryAfter()).contains(Duration.ofMillis(1_020));
              });
    } finally {
      leave.countDown();
      other.shutdown();
    }
    assertThat(gate.pass(() -> "free again")).isEqualTo("free again");
  }

  @Test
  void keepsCoresForSignInsInAFloodOfSignUps() throws Exception {
    HashingGate gate = new HashingGate(2, Duration.ofMillis(50));
    PasswordHasher flooded = new PasswordHasher(gate);
    String stored = flooded.hash("correct horse battery staple");
    CountDownLatch leave = new CountDownLatch(1);
    ExecutorService signUps = Executors.newFixedThreadPool(12);
    try {
      HashingGate half = gate.half(16, Duration.ofMillis(50));
      CountDownLatch inside = new CountDownLatch(1);
      signUps.execute(
          () ->
              half.pass(
                  () -> {
                    inside.countDown();
                    try {
                      leave.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    return true;
                  }));
      inside.await();

      assertThatThrownBy(() -> half.pass(() -> "a second sign-up")).isInstanceOf(HttpError.class);
      assertThat(flooded.verify("correct horse battery staple", stored)).isTrue();
    } finally {
      leave.countDown();
      signUps.shutdown();
    }
  }

  @Test
  void letsSignInsPassWaitingSignUps() throws Exception {
    PasswordHasher hasherOfTwo = new PasswordHasher(new HashingGate(2, Duration.ofSeconds(20)));
    String stored = hasherOfTwo.hash("correct horse battery staple");
    AtomicInteger done = new AtomicInteger();
    ExecutorService signUps = Executors.newFixedThreadPool(16);
    try {
      for (int i = 0; i < 16; i++) {
        signUps.submit(
            () -> {
              hasherOfTwo.hashForSignUp("teal ladder, quiet pump");
              return done.incrementAndGet();
            });
      }
      while (done.get() == 0) {
        Thread.sleep(1);
      }
      assertThat(hasherOfTwo.verify("correct horse battery staple", stored)).isTrue();

      assertThat(done.get()).as("sign-ups hashed before the sign-in").isLessThan(12);
    } finally {
      signUps.shutdownNow();
    }
  }

  @Test
  void makesNoMoreWaitThanThereIsRoomFor() throws Exception {
    HashingGate gate = new HashingGate(2, Duration.ofSeconds(20)).half(2, Duration.ofSeconds(20));
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger through = new AtomicInteger();
    ExecutorService others = Executors.newFixedThreadPool(6);
    try {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 6; i++) {
        answers.add(
            others.submit(
                () ->
                    gate.pass(
                        () -> {
                          try {
                            leave.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                          return through.incrementAndGet();
                        })));
      }
      while (answers.stream().filter(Future::isDone).count() < 3) {
        Thread.sleep(1);
      }
      leave.countDown();
      int refused = 0;
      for (Future<Integer> answer : answers) {
        try {
          answer.get();
        } catch (ExecutionException turnedAway) {
          assertThat(turnedAway).hasCauseInstanceOf(HttpError.class);
          refused++;
        }
      }

      assertThat(refused).as("one inside, two wait, the others are turned away").isEqualTo(3);
      assertThat(through).hasValue(3);
    } finally {
      leave.countDown();
      others.shutdown();
    }
  }
}
