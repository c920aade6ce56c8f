package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "execute immediate 'drop table notes'             | carries out a statement that it makes on the way",
      })
  void readsAsTheServerDoes(String script, String loss) {
    assertThat(Destruction.in(script.strip())).containsExactly(loss);
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
                create table if not exists y (id int);
                create or replace view v as select 1;
                drop view v; drop trigger t; drop prepare p;
                /*M!999999 drop table notes */ select 1;
                """))
        .isEmpty();
  }
}
