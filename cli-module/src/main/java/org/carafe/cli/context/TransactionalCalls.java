package org.carafe.cli.context;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.weld.interceptor.WeldInvocationContext;
import org.jspecify.annotations.Nullable;

/** What the server does for {@link Transactional}, at the place it has there. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class TransactionalCalls {
  @Inject LocalTransactions transactions;

  @AroundInvoke
  @Nullable Object call(InvocationContext call) throws Exception {
    return transactions.call(kind((WeldInvocationContext) call), call::proceed);
  }

  /** What the method says counts more than what its class, or a stereotype of it, does. */
  private static TxType kind(WeldInvocationContext call) {
    return Stream.of(call.getMethod(), call.getMethod().getDeclaringClass())
        .map(element -> Optional.ofNullable(element.getAnnotation(Transactional.class)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> call.getInterceptorBindingsByType(Transactional.class).stream().findFirst())
        .map(Transactional::value)
        .orElse(TxType.REQUIRED);
  }
}
