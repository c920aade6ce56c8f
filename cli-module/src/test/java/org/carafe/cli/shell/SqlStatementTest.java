package org.carafe.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.carafe.snippets.SqlStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "  SELECT 1",
        "(select 1) union (select 2)",
        "-- why\nselect 1",
        "# why\n/* and */ show tables",
        "with a as (select 1) select * from a",
        "desc users",
        "explain delete from users"
      })
  void reads(String text) {
    assertThat(new SqlStatement(text, List.of()).changes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update users set zone = 'UTC'",
        "/*! delete from users */",
        "/*M! delete from users */",
        "/* select */ delete from users",
        "-- select\ntruncate users",
        "analyze delete from users",
        "call tidy()",
        "set global general_log = 1",
        "",
        ";"
      })
  void changes(String text) {
    assertThat(new SqlStatement(text, List.of()).changes()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alter table users add x int", "-- why\nTRUNCATE users", "start slave"})
  void endsTransactions(String text) {
    assertThat(new SqlStatement(text, List.of()).endsTransactions()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"update users set zone = 'UTC'", "select 1", "call tidy()", ""})
  void leavesTransactions(String text) {
    assertThat(new SqlStatement(text, List.of()).endsTransactions()).isFalse();
  }
}
