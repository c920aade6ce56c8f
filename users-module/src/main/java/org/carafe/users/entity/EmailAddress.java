package org.carafe.users.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.carafe.core.text.IdentityKey;
import org.jspecify.annotations.Nullable;

/**
 * A person's e-mail address. Until it is confirmed it reserves nothing: any number of people may
 * have it waiting, and the first who confirms it has it.
 */
@Entity
@Table(
    name = "email_addresses",
    indexes = @Index(name = "email_addresses_key_ix", columnList = "address_key"),
    uniqueConstraints =
        @UniqueConstraint(
            name = "email_addresses_user_uk",
            columnNames = {"user_id", "address_key"}))
public class EmailAddress {
  /** The primary one, then the others by age. */
  public static final Comparator<EmailAddress> PRIMARY_FIRST =
      Comparator.comparing(EmailAddress::isPrimary).reversed().thenComparing(EmailAddress::getId);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "user_id", nullable = false)
  private User user;

  @Column(name = "address", nullable = false, length = 254)
  private String address = "";

  @Column(name = "address_key", nullable = false, length = 254)
  private String addressKey = "";

  @Column(name = "confirmed_key", length = 254, unique = true)
  private @Nullable String confirmedKey;

  @Column(name = "primary_of", unique = true)
  private @Nullable Long primaryOf;

  @Column(name = "replaces_id")
  private @Nullable Long replacesId;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected EmailAddress() {}

  EmailAddress(User user, String address, Instant now) {
    this.user = user;
    this.createdAt = now;
    correct(address);
  }

  /** Corrects an address that is not confirmed yet. */
  public final void correct(String corrected) {
    if (isConfirmed()) {
      throw new IllegalStateException("A confirmed address is replaced, not corrected.");
    }
    address = corrected;
    addressKey = IdentityKey.of(corrected);
  }

  /** Takes another address's place once this one is confirmed. */
  public void willReplace(EmailAddress other) {
    replacesId = other.id;
  }

  /** From now on it is this person's; the database refuses it when somebody else was faster. */
  public void confirm(Instant now) {
    confirmedAt = now;
    confirmedKey = addressKey;
    replacesId = null;
  }

  /** Account mail goes here from now on; the caller has taken the rank from the other one. */
  public void makePrimary() {
    if (!isConfirmed()) {
      throw new IllegalStateException("Only a confirmed address can be the primary one.");
    }
    primaryOf = user.getId();
  }

  /** Account mail goes elsewhere. */
  public void resignAsPrimary() {
    primaryOf = null;
  }

  /** The number. */
  public long getId() {
    return id;
  }

  /** Whose it is, or wants to be. */
  public User getUser() {
    return user;
  }

  /** As it was typed. */
  public String getAddress() {
    return address;
  }

  /** Normalised. */
  public String getAddressKey() {
    return addressKey;
  }

  /** Whether the person proved that it is theirs. */
  public boolean isConfirmed() {
    return confirmedKey != null;
  }

  /** Whether account mail goes here. */
  public boolean isPrimary() {
    return primaryOf != null;
  }

  /** The address whose place it takes once it is confirmed. */
  public Optional<Long> replaces() {
    return Optional.ofNullable(replacesId);
  }
}
