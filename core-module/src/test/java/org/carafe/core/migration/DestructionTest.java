package org.carafe.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
                """))
        .isEmpty();
  }
}
