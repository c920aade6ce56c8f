package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestructionTest {
  @Test
  void believesTheMarks() {
    assertThat(
            Destruction.in(
                """
                -- destructive: drops notes.body with what is in it
                alter table notes drop column body, add column text varchar(20) null;
                """))
        .containsExactly("drops notes.body with what is in it");
  }

  @Test
  void tellsUnmarkedStepsFromTheirWords() {
    assertThat(Destruction.in("DROP TABLE IF EXISTS `notes`;"))
        .containsExactly("drops the table notes");
    assertThat(Destruction.in("alter table notes\n  drop body,\n  drop column `due`;"))
        .containsExactly("drops the column body", "drops the column due");
    assertThat(Destruction.in("delete from roles where id = 1; truncate notes;"))
        .containsExactly("deletes rows of roles", "deletes rows of notes");
  }

  @Test
  void tellsRowsHoweverTheyGo() {
    assertThat(Destruction.in("delete n from notes n join users u on u.id = n.owner_id;"))
        .containsExactly("deletes rows of notes");
    assertThat(Destruction.in("delete from `app`.`notes` where id = 1; truncate app.roles;"))
        .containsExactly("deletes rows of notes", "deletes rows of roles");
    assertThat(Destruction.in("alter table log drop partition p0, p1;"))
        .containsExactly("deletes the rows of the partition p0, p1");
    assertThat(Destruction.in("alter table log truncate partition p0;"))
        .containsExactly("deletes the rows of the partition p0");
    assertThat(Destruction.in("replace into roles values (1);"))
        .containsExactly("replaces rows of roles");
    assertThat(Destruction.in("update notes n set n.body = null where n.body = '';"))
        .containsExactly("empties a column of notes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "create or replace table notes (id int)           | drops what is in the table notes",
        "/*!50100 drop table notes */                     | drops the table notes",
        "/*M! drop table notes */                         | drops the table notes",
        "/*M!100100 alter */ table notes drop /*!50000 body */ | drops the column body",
        "insert into a values ('-- no'); drop table notes | drops the table notes",
        "insert into a values ('/*'); drop table notes    | drops the table notes",
        "insert into a values ('it\\'s', \"--\"); drop table notes | drops the table notes",
        "select 5--1; drop table notes                    | drops the table notes",
        "drop /* why */ table notes, `old notes`            | drops the table notes, old notes",
        "drop tables a,b                                  | drops the table a, b",
        "drop table größen                                | drops the table größen",
        "drop sequence numbers                            | drops the sequence numbers",
        "drop schema other                                | drops a database",
        "replace roles (id) values (1)                    | replaces rows of roles",
        "load data infile 'x' replace into table roles    | replaces rows of roles",
        "delete quick from `my notes` where id = 1        | deletes rows of my notes",
        "alter table notes drop system versioning         | deletes the earlier versions of rows of notes",
        "alter ignore table notes add unique (body)       | deletes or shortens what no longer fits of notes",
        "alter table notes discard tablespace             | deletes rows of notes",
        "update notes set body = ''                       | empties a column of notes",
        "update notes set due = 1, body = null            | empties a column of notes",
        "alter table t change a b int, drop column user    | drops the column user",
        "alter table t drop if exists role                | drops the column role",
        "alter table t drop `key`                         | drops the column key",
        "alter table t drop key$a                         | drops the column key$a",
        "set statement sort_buffer_size = 100000 for replace roles values (1) | replaces rows of roles",
        "create trigger t before insert on a for each row replace into roles values (1) | replaces rows of roles",
        "insert into roles (id) values (1) on duplicate key update id = 2 | overwrites rows of roles",
        "alter table notes engine = blackhole             | gives another engine the rows of notes",
        "alter table notes comment 'x' engine memory      | gives another engine the rows of notes",
        "update notes set body = \"\"                     | empties a column of notes",
        "update notes set body = default                  | empties a column of notes",
        "update notes set body = (null)                   | empties a column of notes",
        "set sql_mode = ''                                | may let values be cut that do not fit (sql_mode)",
        "set @@session.`SQL_MODE` = ''                    | may let values be cut that do not fit (sql_mode)",
        "create or replace database other                 | drops a database",
        "begin not atomic call p()                        | carries out a statement that it makes on the way",
        "if 1 then execute s                              | carries out a statement that it makes on the way",
        "set statement max_statement_time = 1 for execute s | carries out a statement that it makes on the way",
        "do forget(1)                                     | carries out a statement that may lose anything: do",
        "`x`: loop set a = 1                              | carries out a statement that may lose anything: `x`",
        "execute immediate 'drop table notes'             | carries out a statement that it makes on the way",
      })
  void readsAsTheServerDoes(String script, String loss) {
    assertThat(Destruction.in(script.strip())).containsExactly(loss);
  }

  /** Some words are names as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "role",
        "system",
        "event",
        "sequence",
        "view",
        "package",
        "server",
        "period",
        "function",
        "temporary",
        "prepare"
      })
  void tellsColumnsWhateverTheirName(String column) {
    for (String drop :
        List.of("drop ", "drop column ", "drop if exists ", "drop column if exists ")) {
      assertThat(Destruction.in("alter table notes drop column a, " + drop + column + ";"))
          .as(drop)
          .containsExactly("drops the column a", "drops the column " + column);
    }
  }

  @Test
  void believesNoOtherEndsOfStatements() {
    assertThat(
            new PendingLosses()
                .in(
                    """
                    create table a (id int);
                    delimiter $$
                    delete from a where id = 1 $$ prepare s from 'drop table x' $$ execute s $$
                    """))
        .contains(
            "carries out statements that end with a sign of their own (delimiter)",
            "carries out a statement that it makes on the way");
    assertThat(Destruction.in("delimiter $$\nreplace into roles values (1)$$"))
        .contains("replaces rows of roles");
  }

  @Test
  void looksBesideTheMarksToo() {
    assertThat(
            Destruction.in(
                """
                -- destructive: drops notes.body; the owner's, too
                alter table notes drop column body;
                drop table tags;
                """))
        .containsExactly("drops notes.body; the owner's, too", "drops the table tags");
  }

  @Test
  void leavesAloneWhatLosesNothing() {
    assertThat(
            Destruction.in(
                """
                -- drop table notes
                alter table notes drop key notes_due_ix, drop foreign key notes_owner_fk,
                  drop constraint notes_ck, drop primary key, alter column due drop default;
                drop index notes_ix on notes;
                insert into notes (body) values ('drop table notes');
                create table x (user_id bigint, foreign key (user_id) references users (id) on delete cascade on update set null);
                update notes set body = text where due is null;
                select replace(body, 'a', 'b') from notes;
                update notes set body = 'x' where text = '' and due = null;
                update notes set body = replace(body, 'drop table a', '');
                insert into notes (body) values ("; drop table notes; --"), ('it''s; drop table a');
                alter table notes add column `drop table x` int, add column `delete from y` int;
                rename table notes to jottings;
                alter table jottings rename column body to text, modify text varchar(200) null;
                create table if not exists y (id int) engine = memory;
                alter table y engine = innodb, add column engine varchar(9) after engine, add unique (engine);
                alter table y drop period for system_time;
                insert into y select `execute`, y.call from y;
                create or replace view v as select 1;
                drop view v; drop trigger t; drop prepare p;
                /*M!999999 drop table notes */ select 1;
                """))
        .isEmpty();
  }
}
