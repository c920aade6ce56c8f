package org.carafe.cli.context;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.TransactionalException;
import java.util.Arrays;
import java.util.List;
import org.jboss.weld.interceptor.WeldInvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Transactional} means, after Jakarta Transactions 2.0. Its value binds interceptors,
 * so there is a class for each.
 */
abstract class TransactionInterceptor {
  /** At the place of the server's own. */
  private static final int PLACE = Interceptor.Priority.PLATFORM_BEFORE + 200;

  static final List<Class<?>> ALL =
      List.of(
          Required.class,
          RequiresNew.class,
          Mandatory.class,
          Supports.class,
          NotSupported.class,
          Never.class);

  @Inject LocalTransactions transactions;

  private final TxType type;

  @SuppressWarnings("NullAway.Init") // CDI injects
  TransactionInterceptor(TxType type) {
    this.type = type;
  }

  @AroundInvoke
  final @Nullable Object call(InvocationContext call) throws Exception {
    boolean active = transactions.isActive();
    return switch (type) {
      case REQUIRED -> active ? joined(call) : alone(call);
      case REQUIRES_NEW -> transactions.outside(() -> alone(call));
      case SUPPORTS -> active ? joined(call) : call.proceed();
      case NOT_SUPPORTED -> transactions.outside(call::proceed);
      case MANDATORY -> {
        if (!active) {
          throw new TransactionalException(
              call.getMethod() + " needs a transaction: begin() first.",
              new TransactionRequiredException());
        }
        yield joined(call);
      }
      case NEVER -> {
        if (active) {
          throw new TransactionalException(
              call.getMethod() + " must not be called in a transaction: commit() first.",
              new InvalidTransactionException());
        }
        yield call.proceed();
      }
    };
  }

  private @Nullable Object joined(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (Exception failure) {
      if (rollsBack(call, failure)) {
        transactions.setRollbackOnly();
      }
      throw failure;
    }
  }

  private @Nullable Object alone(InvocationContext call) throws Exception {
    transactions.begin();
    boolean kept = false;
    try {
      Object result = call.proceed();
      kept = !transactions.getRollbackOnly();
      return result;
    } catch (Exception failure) {
      kept = !rollsBack(call, failure) && !transactions.getRollbackOnly();
      throw failure;
    } finally {
      end(kept);
    }
  }

  private void end(boolean kept) {
    if (kept) {
      transactions.commit();
    } else {
      transactions.rollback();
    }
  }

  private static boolean rollsBack(InvocationContext call, Exception failure) {
    for (Transactional rules :
        ((WeldInvocationContext) call).getInterceptorBindingsByType(Transactional.class)) {
      if (isOne(failure, rules.dontRollbackOn())) {
        return false;
      }
      if (isOne(failure, rules.rollbackOn())) {
        return true;
      }
    }
    return failure instanceof RuntimeException;
  }

  private static boolean isOne(Exception failure, Class<?>[] types) {
    return Arrays.stream(types).anyMatch(type -> type.isInstance(failure));
  }

  @Interceptor
  @Transactional(TxType.REQUIRED)
  @Priority(PLACE)
  static class Required extends TransactionInterceptor {
    Required() {
      super(TxType.REQUIRED);
    }
  }

  @Interceptor
  @Transactional(TxType.REQUIRES_NEW)
  @Priority(PLACE)
  static class RequiresNew extends TransactionInterceptor {
    RequiresNew() {
      super(TxType.REQUIRES_NEW);
    }
  }

  @Interceptor
  @Transactional(TxType.MANDATORY)
  @Priority(PLACE)
  static class Mandatory extends TransactionInterceptor {
    Mandatory() {
      super(TxType.MANDATORY);
    }
  }

  @Interceptor
  @Transactional(TxType.SUPPORTS)
  @Priority(PLACE)
  static class Supports extends TransactionInterceptor {
    Supports() {
      super(TxType.SUPPORTS);
    }
  }

  @Interceptor
  @Transactional(TxType.NOT_SUPPORTED)
  @Priority(PLACE)
  static class NotSupported extends TransactionInterceptor {
    NotSupported() {
      super(TxType.NOT_SUPPORTED);
    }
  }

  @Interceptor
  @Transactional(TxType.NEVER)
  @Priority(PLACE)
  static class Never extends TransactionInterceptor {
    Never() {
      super(TxType.NEVER);
    }
  }
}
