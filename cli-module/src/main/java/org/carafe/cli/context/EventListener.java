package org.carafe.cli.context;

import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Consumer;

/** Hears every fact that a module publishes. */
record EventListener(Consumer<Record> hears) implements ObserverMethod<Record> {
  @Override
  public Class<?> getBeanClass() {
    return EventListener.class;
  }

  @Override
  public Type getObservedType() {
    return Record.class;
  }

  @Override
  public Set<Annotation> getObservedQualifiers() {
    return Set.of();
  }

  @Override
  public Reception getReception() {
    return Reception.ALWAYS;
  }

  @Override
  public TransactionPhase getTransactionPhase() {
    return TransactionPhase.IN_PROGRESS;
  }

  @Override
  public void notify(Record event) {
    hears.accept(event);
  }
}
