package org.carafe.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final EOFException END = new EOFException("unexpected end of stream");

  @Test
  void tellApartWhoHasLeft() {
    var visitor = new IllegalStateException(END);
    var database = new IllegalStateException(new SQLNonTransientConnectionException("gone", END));
    var rollback = new TransactionalException("not rolled back", new SystemException("gone"));
    var statement = new IllegalStateException(new SQLException("broken", END));

    assertThat(Failures.understood(visitor).status()).isEqualTo(400);
    assertThat(Failures.isForNobody(visitor)).isTrue();
    assertThat(Failures.understood(database).status()).isEqualTo(503);
    assertThat(Failures.isForNobody(database)).isFalse();
    assertThat(Failures.understood(rollback).status()).isEqualTo(503);
    assertThat(Failures.isForNobody(rollback)).isFalse();
    assertThat(Failures.understood(statement).status()).isEqualTo(500);
    assertThat(Failures.isForNobody(statement)).isFalse();
  }

  @Test
  void areNotTheVisitorsForWhatTheirMessageSays() {
    assertThat(Failures.understood(new IllegalStateException("The size exceeds 12")).status())
        .isEqualTo(500);
  }
}
