package org.carafe.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carafe.cli.SharedDatabase;
import org.carafe.core.migration.Database;
import org.carafe.core.migration.MigrationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SchemaDifferenceTest {
  private static final String[] BASE = {
    "create table parent (id bigint auto_increment primary key, name varchar(40) not null)",
    """
    create table t (id bigint auto_increment primary key, a varchar(20) not null, b int,
      d datetime(6), e varchar(10) default 'x', p_id bigint, u varchar(30),
      j tinyint(1) not null default 0, key ix_b (b))""",
    """
    create table gone (id int primary key, p_id bigint,
      constraint fk_gone foreign key (p_id) references parent (id))""",
    "insert into parent (name) values ('Ada')",
    "insert into t (a, b, d, p_id, u) values ('one', 1, '2026-01-02 03:04:05.678901', 1, 'you')",
    "insert into gone values (7, 1)"
  };

  private Database before;
  private Database after;

  @BeforeEach
  void prepare() throws SQLException {
    before = SharedDatabase.fresh("before");
    after = SharedDatabase.fresh("after");
    before.execute(BASE);
    after.execute(BASE);
  }

  private static List<Step> steps(Database from, Database to) throws SQLException {
    return SchemaDifference.between(Schema.read(from), Schema.read(to), Map.of());
  }

  private static String[] sql(List<Step> steps) {
    return steps.stream().map(Step::sql).toArray(String[]::new);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/schema/changes.csv", delimiter = '|')
  void goesUpAndBack(String what, String change, String kept) throws SQLException {
    after.execute(change.split("; "));
    List<Step> up = steps(before, after);
    List<Step> down = steps(after, before);
    assertThat(up).as("what was found").isNotEmpty();

    before.execute(sql(up));
    assertThat(sql(steps(before, after))).as("left after " + String.join(";\n", sql(up))).isEmpty();
    before.execute(sql(down));
    after = SharedDatabase.fresh("after");
    after.execute(BASE);
    assertThat(sql(steps(before, after)))
        .as("left after " + String.join(";\n", sql(down)))
        .isEmpty();
    assertThat(rows(before)).as("kept on the way up and back").isEqualTo(kept);
  }

  /** The value of t.a, and how many rows there are in the three tables. */
  private static String rows(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select concat((select count(*) from parent), (select count(*) from gone),
                  (select group_concat(a, ' ', coalesce(b, '-'), ' ', coalesce(e, '-'), ' ',
                     coalesce(u, '-')) from t))""")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void keepsWhatIsInARenamedColumn() throws SQLException {
    after.execute("alter table t change e f varchar(10) default 'x', add key t_f_ix (f)");

    List<Step> up =
        SchemaDifference.between(Schema.read(before), Schema.read(after), Map.of("t.e", "f"));
    List<Step> down =
        SchemaDifference.between(Schema.read(after), Schema.read(before), Map.of("t.f", "e"));

    before.execute(sql(up));
    assertThat(up.get(0).sql()).contains("rename column e to f");
    assertThat(up.get(0).losses()).isEmpty();
    assertThat(steps(before, after)).isEmpty();
    before.execute(sql(down));
    assertThat(rows(before)).isEqualTo("11one 1 x you");
  }

  @Test
  void suggestsARenameAndRefusesAWrongOne() throws SQLException {
    after.execute("alter table t change e f varchar(10) default 'x'");

    assertThat(steps(before, after).get(0).findings())
        .contains("- t.e (only renamed? --rename t.e=f)");
    assertThatThrownBy(
            () ->
                SchemaDifference.between(
                    Schema.read(before), Schema.read(after), Map.of("t.ee", "f")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("There is no column t.ee in the database. Did you mean “e”?");
  }

  @Test
  void marksWhatIsLost() throws SQLException {
    after.execute("drop table gone", "alter table t drop column b, modify a varchar(10) not null");

    assertThat(
            Stream.of(steps(before, after)).flatMap(List::stream).flatMap(s -> s.losses().stream()))
        .containsExactlyInAnyOrder(
            "drops the table gone with its rows",
            "drops t.b with what is in it",
            "turns t.a from varchar(20) into varchar(10): what does not fit is cut or refused");
  }

  @Test
  void writesWhatAPersonWouldHaveWritten() throws SQLException {
    after.execute(
        """
        create table kid (id bigint auto_increment primary key, t_id bigint not null,
          done tinyint(1) not null default 0, n int(11), words longtext, `order` varchar(9) character set ascii collate ascii_bin comment 'it''s',
          unique key kid_order_uk (`order`), key kid_n_ix (n desc),
          constraint kid_t_fk foreign key (t_id) references t (id) on delete cascade)
        """);

    assertThat(sql(steps(before, after)))
        .singleElement()
        .asString()
        .isEqualTo(
            """
            create table kid (
              id bigint not null auto_increment,
              t_id bigint not null,
              done boolean not null default false,
              n int null,
              words longtext null,
              `order` varchar(9) character set ascii collate ascii_bin null comment 'it''s',
              primary key (id),
              constraint kid_order_uk unique (`order`),
              constraint kid_t_fk foreign key (t_id) references t (id) on delete cascade,
              index kid_n_ix (n desc)
            ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci""");
  }
}
