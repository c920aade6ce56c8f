package org.carafe.auth.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A person's password, hashed. */
@Entity
@Table(name = "credentials")
public class Credential {
  @Id
  @Column(name = "user_id")
  private long userId;

  @Column(name = "password_hash", nullable = false)
  private String passwordHash = "";

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt = Instant.EPOCH;

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  /** For JPA. */
  protected Credential() {}

  /** A person's first password. */
  public Credential(long userId, String passwordHash, Instant now) {
    this.userId = userId;
    this.passwordHash = passwordHash;
    this.changedAt = now;
  }

  /** The PHC string. */
  public String getPasswordHash() {
    return passwordHash;
  }
}
