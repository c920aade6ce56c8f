package org.carafe.users.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.MailReference;
import org.jspecify.annotations.Nullable;

/**
 * One mail that asked for an address to be confirmed: the token's hash, bound to the person and the
 * address it was sent to. The rows also count how often mail was sent; one without a token counts
 * and confirms nothing.
 */
@Entity
@Table(
    name = "address_confirmations",
    uniqueConstraints =
        @UniqueConstraint(name = "address_confirmations_token_uk", columnNames = "token_hash"),
    indexes = {
      @Index(name = "address_confirmations_recent_ix", columnList = "user_id, created_at"),
      @Index(name = "address_confirmations_key_ix", columnList = "address_key, created_at"),
      @Index(name = "address_confirmations_expires_ix", columnList = "expires_at")
    })
public class AddressConfirmation {
  /** How long the link in the mail works. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "user_id", nullable = false)
  private long userId;

  @Column(name = "email_address_id")
  private @Nullable Long emailAddressId;

  @Column(name = "address_key", nullable = false, length = 254)
  private String addressKey = "";

  @Column(name = "token_hash", columnDefinition = "char(64)")
  private @Nullable String tokenHash;

  @Column(name = "mail_reference", length = 32)
  private @Nullable String mailReference;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt = Instant.EPOCH;

  /** For JPA. */
  protected AddressConfirmation() {}

  /** A mail about an address; without a token where it confirms nothing. */
  public AddressConfirmation(EmailAddress address, @Nullable SecretToken token, Instant now) {
    this.userId = address.getUser().getId();
    this.emailAddressId = address.getId();
    this.addressKey = address.getAddressKey();
    this.tokenHash = token == null ? null : token.hash();
    this.createdAt = now;
    this.expiresAt = now.plus(LIFETIME);
  }

  /** Whether the token still confirms this address for its person. */
  public boolean confirms(EmailAddress address, Instant now) {
    return now.isBefore(expiresAt)
        && address.getUser().getId() == userId
        && address.getAddressKey().equals(addressKey);
  }

  /** Remembers which mail it was, to tell how far it is. */
  public void sentAs(MailReference mail) {
    mailReference = mail.token();
  }

  /** Uses the token up. */
  public void useUp() {
    tokenHash = null;
  }

  /** The address it was sent to, if it is still there. */
  public Optional<Long> emailAddressId() {
    return Optional.ofNullable(emailAddressId);
  }
}
