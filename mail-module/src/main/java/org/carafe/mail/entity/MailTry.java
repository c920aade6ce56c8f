package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One attempt to deliver a mail, and what the other side said. Written once. */
@Entity
@Table(name = "mail_tries")
public class MailTry {

  /** How an attempt ended. */
  public enum Outcome {
    /** The relay took the mail. */
    DELIVERED,
    /** Not now; it is tried again. */
    DEFERRED,
    /** Never, or not for a whole day. */
    FAILED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private Long id;

  @Column(name = "mail_id", nullable = false)
  private long mailId;

  @Column(name = "tried_at", nullable = false)
  private Instant triedAt;

  @Column(name = "node", nullable = false, length = 64)
  private String node;

  @Enumerated(EnumType.STRING)
  @Column(name = "outcome", nullable = false, length = 16)
  private Outcome outcome;

  @Column(name = "answer", nullable = false, length = 500)
  private String answer;

  /** For JPA; rows are written many at once. */
  @SuppressWarnings("NullAway.Init")
  protected MailTry() {}

  public long id() {
    return id;
  }

  public Instant triedAt() {
    return triedAt;
  }

  /** The node that tried. */
  public String node() {
    return node;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What the relay said, or what kept us from asking it. */
  public String answer() {
    return answer;
  }
}
