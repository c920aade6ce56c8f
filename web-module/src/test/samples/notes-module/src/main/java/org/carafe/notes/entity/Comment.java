package org.carafe.notes.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** What is said of a note. */
@Entity
@Table(name = "note_comments")
public class Comment {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "note_id", nullable = false)
  private Note note;

  @Column(name = "text", nullable = false, length = 500)
  private String text = "";

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected Comment() {}

  Comment(Note note, String text) {
    this.note = note;
    this.text = text;
  }

  /** The number. */
  public long getId() {
    return id;
  }

  /** What it is about. */
  public Note getNote() {
    return note;
  }

  /** What is said. */
  public String getText() {
    return text;
  }
}
