package org.carafe.core.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.carafe.core.Verbs;
import org.carafe.testing.ContainerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two transactions that wait for each other in MariaDB, and what becomes of the victim. */
@ContainerTest
class DeadlockRetryIT {
  @Inject Crossing crossing;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  /**
   * Two rows, taken one after the other; the first time only when both threads hold their first.
   */
  @Verbs
  static class Crossing {
    private final AtomicInteger calls = new AtomicInteger();
    private CountDownLatch bothHoldOne = new CountDownLatch(2);

    @Inject EntityManager entities;

    void begin() {
      calls.set(0);
      bothHoldOne = new CountDownLatch(2);
    }

    int calls() {
      return calls.get();
    }

    void take(int first, int second) throws InterruptedException {
      calls.incrementAndGet();
      add(first);
      bothHoldOne.countDown();
      assertThat(bothHoldOne.await(60, TimeUnit.SECONDS)).isTrue();
      add(second);
    }

    private void add(int row) {
      entities
          .createNativeQuery("update deadlock_probe set taken = taken + 1 where id = ?1")
          .setParameter(1, row)
          .executeUpdate();
    }
  }

  @BeforeEach
  void makeTable() throws Exception {
    sql("drop table if exists deadlock_probe");
    sql("create table deadlock_probe (id int primary key, taken int not null)");
    sql("insert into deadlock_probe values (1, 0), (2, 0)");
    crossing.begin();
  }

  @AfterEach
  void dropTable() throws Exception {
    sql("drop table deadlock_probe");
  }

  private static void sql(String statement) throws Exception {
    DataSource database = InitialContext.doLookup("java:app/jdbc/app");
    try (Connection connection = database.getConnection();
        Statement plain = connection.createStatement()) {
      plain.executeUpdate(statement);
    }
  }

  private List<Integer> taken() {
    List<?> rows =
        entities.createNativeQuery("select taken from deadlock_probe order by id").getResultList();
    return rows.stream().map(row -> ((Number) row).intValue()).toList();
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Runs both at once and answers what failed. */
  private static List<Throwable> together(Step one, Step other) throws InterruptedException {
    var failures = new ArrayList<Throwable>();
    var threads = new ArrayList<Thread>();
    for (Step step : List.of(one, other)) {
      threads.add(
          new Thread(
              () -> {
                try {
                  step.run();
                } catch (Throwable failure) {
                  synchronized (failures) {
                    failures.add(failure);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return failures;
  }

  @Test
  void repeatsTheVictimUntilBothAreDone() throws Exception {
    var failures = together(() -> crossing.take(1, 2), () -> crossing.take(2, 1));

    assertThat(failures).isEmpty();
    assertThat(taken()).containsExactly(2, 2);
    assertThat(crossing.calls()).as("two calls and the victim's second").isEqualTo(3);
  }

  @Test
  void leavesTheVictimToTheTransactionOfTheCaller() throws Exception {
    var failures =
        together(
            () -> inTransaction(() -> crossing.take(1, 2)),
            () -> inTransaction(() -> crossing.take(2, 1)));

    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(isDeadlock(failure)).isTrue());
    assertThat(taken()).containsExactly(1, 1);
    assertThat(crossing.calls()).isEqualTo(2);
  }

  private void inTransaction(Step step) throws Exception {
    transaction.begin();
    try {
      step.run();
      transaction.commit();
    } catch (Throwable failure) {
      transaction.rollback();
      throw failure;
    }
  }

  private static boolean isDeadlock(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() == 1213) {
        return true;
      }
    }
    return false;
  }
}
