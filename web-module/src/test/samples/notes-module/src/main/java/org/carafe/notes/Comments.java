package org.carafe.notes;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.carafe.core.Verbs;
import org.carafe.notes.entity.Comment;
import org.carafe.notes.entity.Note;
import org.carafe.notes.entity.Tag;

/** What is said of notes, and many notes at once. */
@Verbs
public class Comments {
  @Inject EntityManager entities;
  @Inject Notes notes;
  @Inject Clock clock;

  /** Persists the comment, because the note cascades to it. */
  public Comment add(long ownerId, long noteId, String text) {
    Comment added = notes.find(ownerId, noteId).comment(text);
    entities.flush();
    return added;
  }

  /** Deletes the comment, because the note keeps no orphans. */
  public void remove(long ownerId, long noteId, long commentId) {
    notes.find(ownerId, noteId).getComments().removeIf(comment -> comment.getId() == commentId);
  }

  /** Tags a note, with a tag that is there or a new one. */
  public void tag(long ownerId, long noteId, String word) {
    Tag tag =
        entities
            .createQuery("select t from Tag t where t.word = :word", Tag.class)
            .setParameter("word", word)
            .getResultStream()
            .findFirst()
            .orElseGet(() -> new Tag(word));
    notes.find(ownerId, noteId).tag(tag);
  }

  /** A note whose comments are read when somebody asks for them. */
  public Note lazy(long ownerId, long noteId) {
    return notes.find(ownerId, noteId);
  }

  /** Notes with their comments, by one query. */
  public List<Note> joined(long ownerId) {
    return entities
        .createQuery(
            "select distinct n from Note n left join fetch n.comments"
                + " where n.ownerId = :owner order by n.id",
            Note.class)
        .setParameter("owner", ownerId)
        .getResultList();
  }

  /** Notes, and the comments of all of them by a second query when the first are asked for. */
  public List<Note> batched(long ownerId) {
    return entities
        .createQuery("select n from Note n where n.ownerId = :owner order by n.id", Note.class)
        .setParameter("owner", ownerId)
        .setHint("eclipselink.batch.type", "IN")
        .setHint("eclipselink.batch", "n.comments")
        .getResultList();
  }

  /** Many notes by one batch of the driver, in the transaction of this verb. */
  public int insert(long ownerId, List<String> titles) {
    String row =
        "insert into notes (owner_id, title, body, pinned, created_at, version)"
            + " values (?, ?, '', false, ?, 1)";
    try (PreparedStatement insert = entities.unwrap(Connection.class).prepareStatement(row)) {
      for (String title : titles) {
        insert.setLong(1, ownerId);
        insert.setString(2, title);
        insert.setObject(3, LocalDateTime.now(clock.withZone(ZoneOffset.UTC)));
        insert.addBatch();
      }
      return insert.executeBatch().length;
    } catch (SQLException refused) {
      throw new IllegalArgumentException(
          "Not one note was put in: " + refused.getMessage(), refused);
    }
  }

  /** All of a person's notes, by one statement. */
  public int unpin(long ownerId) {
    return entities
        .createQuery(
            "update Note n set n.pinned = false where n.ownerId = :owner and n.pinned = true")
        .setParameter("owner", ownerId)
        .executeUpdate();
  }
}
