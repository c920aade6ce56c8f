package org.carafe.core.persistence;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionalException;

/**
 * Remembers, within the transaction, what a call failed with: when its rollback fails too, because
 * the connection is gone, the server tells of the rollback alone.
 */
@Interceptor
@RetriesDeadlocks
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class FirstFailure {
  private static final String KEY = FirstFailure.class.getName();

  /** Calls. */
  @AroundInvoke
  public Object call(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (Exception failure) {
      call.getContextData().put(KEY, failure);
      throw failure;
    }
  }

  static void forget(InvocationContext call) {
    call.getContextData().remove(KEY);
  }

  /** What came before the failure of the transaction, if anything did. */
  static Exception before(Exception last, InvocationContext call) {
    if (last instanceof TransactionalException
        && call.getContextData().get(KEY) instanceof Exception first
        && first != last) {
      first.addSuppressed(last);
      return first;
    }
    return last;
  }
}
