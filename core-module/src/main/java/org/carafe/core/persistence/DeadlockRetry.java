package org.carafe.core.persistence;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.carafe.core.Causes;

/**
 * Repeats a call after a deadlock (MariaDB errors 1213 and 1020, and Galera's certification
 * failures, which are reported as the same). It stands outside of the transaction: within a
 * caller's transaction there is nothing to repeat, and the error goes on to the caller.
 */
@Interceptor
@RetriesDeadlocks
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class DeadlockRetry {
  private static final int TRIES = 5;

  @Inject TransactionSynchronizationRegistry transactions;

  /** Calls, up to five times. */
  @AroundInvoke
  public Object call(InvocationContext call) throws Exception {
    if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      return call.proceed();
    }
    for (int tries = 1; ; tries++) {
      FirstFailure.forget(call);
      try {
        return call.proceed();
      } catch (Exception last) {
        Exception failure = FirstFailure.before(last, call);
        if (tries == TRIES || !isDeadlock(failure)) {
          throw failure;
        }
        Thread.sleep(ThreadLocalRandom.current().nextLong(5L << tries));
      }
    }
  }

  private static boolean isDeadlock(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && (sql.getErrorCode() == 1213 || sql.getErrorCode() == 1020));
  }
}
