package org.carafe.auth.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.carafe.core.text.IdentityKey;
import org.carafe.core.text.Username;
import org.jspecify.annotations.Nullable;

/**
 * A sign-up that waits for its address to be confirmed. It reserves neither the address nor the
 * username: any number of them may wait for one address, and the first that is confirmed becomes
 * the account.
 */
@Entity
@Table(
    name = "sign_ups",
    indexes = {
      @Index(name = "sign_ups_key_ix", columnList = "address_key"),
      @Index(name = "sign_ups_expires_ix", columnList = "expires_at")
    })
public class SignUp {
  /** How long it waits after its last mail, and how long the link in a mail works. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  /** How many wrong passwords may be given in other browsers; after them only its own counts. */
  public static final int MOST_TRIES = 5;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "username", nullable = false, length = 40)
  private String username = "";

  @Column(name = "address", nullable = false, length = 254)
  private String address = "";

  @Column(name = "address_key", nullable = false, length = 254)
  private String addressKey = "";

  @Column(name = "password_hash", nullable = false)
  private String passwordHash = "";

  @Column(name = "language", nullable = false, length = 16)
  private String language = "";

  @Column(name = "place", length = 64)
  private @Nullable String place;

  @Column(name = "tries", nullable = false)
  private int tries;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt = Instant.EPOCH;

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  /** For JPA. */
  protected SignUp() {}

  /** A sign-up made now. */
  public SignUp(
      String username,
      String address,
      String passwordHash,
      Locale locale,
      String place,
      Instant now) {
    this.username = Username.composed(username);
    this.passwordHash = passwordHash;
    this.language = locale.toLanguageTag();
    this.place = place;
    this.createdAt = now;
    this.expiresAt = now.plus(LIFETIME);
    correct(address);
  }

  /** Corrects a mistyped address. */
  public final void correct(String corrected) {
    address = corrected;
    addressKey = IdentityKey.of(corrected);
  }

  /** A mail went out: it waits as long as the link in it works. */
  public void waitFrom(Instant now) {
    expiresAt = now.plus(LIFETIME);
  }

  /** The number. */
  public long getId() {
    return id;
  }

  /** The username asked for. */
  public String getUsername() {
    return username;
  }

  /** The address as it was typed. */
  public String getAddress() {
    return address;
  }

  /** The address, normalised. */
  public String getAddressKey() {
    return addressKey;
  }

  /** Where it was made, empty if it was made before this was kept. */
  public String getPlace() {
    return place == null ? "" : place;
  }

  /** The password, hashed. */
  public String getPasswordHash() {
    return passwordHash;
  }

  /** The language it was made in. */
  public Locale getLocale() {
    return Locale.forLanguageTag(language);
  }
}
