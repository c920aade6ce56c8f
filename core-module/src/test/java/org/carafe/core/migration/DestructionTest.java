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
  void leavesAloneWhatLosesNothing() {
    assertThat(
            Destruction.in(
                """
                -- drop table notes
                alter table notes drop key notes_due_ix, drop foreign key notes_owner_fk,
                  drop constraint notes_ck, drop primary key, alter column due drop default;
                drop index notes_ix on notes;
                insert into notes (body) values ('drop table notes');
                create table x (user_id bigint, foreign key (user_id) references users (id) on delete cascade);
                """))
        .isEmpty();
  }
}
