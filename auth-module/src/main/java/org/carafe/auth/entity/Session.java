package org.carafe.auth.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.carafe.auth.control.SessionLifetimes;
import org.carafe.core.signing.SecretToken;

/** A signed-in browser. Deleting the row signs it out, whatever cookie it keeps. */
@Entity
@Table(
    name = "sessions",
    uniqueConstraints = @UniqueConstraint(name = "sessions_token_uk", columnNames = "token_hash"),
    indexes = @Index(name = "sessions_expires_ix", columnList = "expires_at"))
public class Session {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(
      name = "token_hash",
      nullable = false,
      unique = true,
      columnDefinition = "char(64) not null")
  private String tokenHash = "";

  @Column(name = "user_id", nullable = false)
  private long userId;

  @Column(name = "kept", nullable = false)
  private boolean kept;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "seen_at", nullable = false)
  private Instant seenAt = Instant.EPOCH;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "user_agent", nullable = false)
  private String userAgent = "";

  @Column(name = "client", nullable = false, length = 64)
  private String client = "";

  /** For JPA. */
  protected Session() {}

  /** A session that begins now. */
  public Session(
      SecretToken token,
      long userId,
      boolean kept,
      SessionLifetimes lifetimes,
      Client client,
      Instant now) {
    this.tokenHash = token.hash();
    this.userId = userId;
    this.kept = kept;
    this.createdAt = now;
    this.seenAt = now;
    this.expiresAt = lifetimes.end(kept, now, now);
    this.userAgent = client.userAgent();
    this.client = client.address();
  }

  /** The number. */
  public long getId() {
    return id;
  }

  /** Whether this is the session of a token. */
  public boolean isOf(SecretToken token) {
    return tokenHash.equals(token.hash());
  }

  /** What the browser calls itself. */
  public String getUserAgent() {
    return userAgent;
  }

  /** The network address the sign-in came from. */
  public String getClient() {
    return client;
  }

  /** When the person signed in. */
  public Instant getCreatedAt() {
    return createdAt;
  }
}
