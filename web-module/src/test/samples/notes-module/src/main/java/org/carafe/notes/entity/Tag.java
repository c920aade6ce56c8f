package org.carafe.notes.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A word that notes are found by. */
@Entity
@Table(name = "tags")
public class Tag {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "word", nullable = false, length = 40, unique = true)
  private String word = "";

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected Tag() {}

  /** A new one. */
  public Tag(String word) {
    this.word = word;
  }

  /** The word. */
  public String getWord() {
    return word;
  }
}
