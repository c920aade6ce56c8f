package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row that a transaction holds while it counts mail about one thing. What stands in it says
 * nothing; {@link org.carafe.mail.MailAllowance} writes it by statements.
 */
@Entity
@Table(name = "mail_turns", indexes = @Index(name = "mail_turns_taken_ix", columnList = "taken_at"))
public class MailTurn {
  @Id
  @Column(name = "subject", nullable = false, length = 64)
  private String subject = "";

  @Column(name = "taken_at", nullable = false)
  private Instant takenAt = Instant.EPOCH;

  /** For JPA. */
  protected MailTurn() {}

  /** What was counted, digested. */
  public String getSubject() {
    return subject;
  }

  /** When, last. */
  public Instant getTakenAt() {
    return takenAt;
  }
}
