package org.carafe.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.transaction.UserTransaction;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.carafe.notes.entity.Comment;
import org.carafe.notes.entity.Note;
import org.carafe.notes.entity.Tag;
import org.carafe.testing.ContainerTest;
import org.carafe.testing.Member;
import org.carafe.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/from-flask.md says of relationships, loading, cascade and bulk insert. */
@ContainerTest
class RelationsIT {
  @Inject Notes notes;
  @Inject Comments comments;
  @Inject Users users;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private long ada;
  private long note;

  @BeforeEach
  void writeANote() throws Exception {
    String name = Member.freshName();
    ada = users.register(name, name + "@example.org", Locale.ENGLISH, ZoneOffset.UTC).id();
    note = notes.create(ada, NoteDrafts.full("The first")).getId();
  }

  private PersistenceUnitUtil loading() {
    return entities.getEntityManagerFactory().getPersistenceUnitUtil();
  }

  private long countComments() throws Exception {
    transaction.begin();
    try {
      return entities
          .createQuery("select count(c) from Comment c where c.note.id = :note", Long.class)
          .setParameter("note", note)
          .getSingleResult();
    } finally {
      transaction.rollback();
    }
  }

  private void forgetWhatWasRead() {
    entities.getEntityManagerFactory().getCache().evictAll();
  }

  @Test
  void readsCommentsWhenTheyAreAskedFor() {
    comments.add(ada, note, "Well said");
    forgetWhatWasRead();

    Note found = comments.lazy(ada, note);

    assertThat(loading().isLoaded(found, "comments")).isFalse();
    assertThat(found.getComments()).extracting(Comment::getText).containsExactly("Well said");
    assertThat(loading().isLoaded(found, "comments")).isTrue();
  }

  @Test
  void readsANoteOfACommentWhenItIsAskedFor() {
    long id = comments.add(ada, note, "Well said").getId();
    forgetWhatWasRead();

    Comment found = entities.find(Comment.class, id);

    assertThat(loading().isLoaded(found, "note")).isFalse();
    assertThat(found.getNote().getTitle()).isEqualTo("The first");
  }

  @Test
  void readsNotesWithTheirCommentsAtOnce() {
    long second = notes.create(ada, NoteDrafts.full("The second")).getId();
    comments.add(ada, note, "One");
    comments.add(ada, note, "Two");
    comments.add(ada, second, "Three");
    forgetWhatWasRead();

    List<Note> found = comments.joined(ada);

    assertThat(found).hasSize(2).allMatch(each -> loading().isLoaded(each, "comments"));
    assertThat(found.get(0).getComments()).hasSize(2);
    forgetWhatWasRead();
    assertThat(comments.batched(ada))
        .extracting(each -> each.getComments().size())
        .containsExactly(2, 1);
  }

  @Test
  void persistsAndDeletesCommentsWithTheirNote() throws Exception {
    long first = comments.add(ada, note, "One").getId();
    comments.add(ada, note, "Two");
    comments.remove(ada, note, first);
    assertThat(countComments()).isEqualTo(1);

    notes.delete(ada, note);

    assertThat(countComments()).isZero();
  }

  @Test
  void tagsManyNotesWithManyTags() {
    String word = Member.freshName();
    comments.tag(ada, note, word);
    long second = notes.create(ada, NoteDrafts.full("The second")).getId();
    comments.tag(ada, second, word);

    assertThat(notes.find(ada, second).getTags()).extracting(Tag::getWord).containsExactly(word);
    assertThat(
            entities
                .createQuery("select t from Tag t where t.word = :word", Tag.class)
                .setParameter("word", word)
                .getResultList())
        .hasSize(1);
  }

  @Test
  void insertsManyAtOnceOrNone() {
    var titles = IntStream.range(0, 1000).mapToObj(i -> "Note " + i).toList();

    assertThat(comments.insert(ada, titles)).isEqualTo(1000);

    assertThat(notes.newest(ada, "Note 999").notes()).hasSize(1);
    var spoilt = List.of("Good", String.join("", Collections.nCopies(201, "x")));
    assertThatThrownBy(() -> comments.insert(ada, spoilt)).hasMessageContaining("Not one note");
    assertThat(notes.newest(ada, "Good").notes()).isEmpty();
  }

  @Test
  void changesManyByOneStatement() {
    assertThat(comments.unpin(ada)).isEqualTo(1);
    assertThat(comments.unpin(ada)).isZero();
  }
}
