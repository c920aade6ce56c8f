package org.carafe.users.entity;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.carafe.core.text.IdentityKey;
import org.carafe.core.text.Username;
import org.carafe.users.Person;

/** A person with an account. */
@Entity
@Table(name = "users")
public class User {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "username", nullable = false, length = 40)
  private String username = "";

  @Column(name = "username_key", nullable = false, length = 120, unique = true)
  private String usernameKey = "";

  @Column(name = "language", nullable = false, length = 16)
  private String language = "";

  @Column(name = "zone", nullable = false, length = 64)
  private String zone = "";

  @Column(name = "enabled", nullable = false)
  private boolean enabled = true;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  @ManyToMany
  @JoinTable(
      name = "user_roles",
      joinColumns = @JoinColumn(name = "user_id"),
      inverseJoinColumns = @JoinColumn(name = "role_id"))
  private Set<Role> roles = new HashSet<>();

  @OneToMany(mappedBy = "user", cascade = CascadeType.ALL, orphanRemoval = true)
  private List<EmailAddress> addresses = new ArrayList<>();

  /** For JPA. */
  protected User() {}

  /** A new person without roles or addresses. */
  public User(String username, Locale locale, ZoneId zone, Instant now) {
    this.username = Username.composed(username);
    this.usernameKey = IdentityKey.of(username);
    this.createdAt = now;
    prefer(locale, zone);
  }

  /** The language pages and mail are in, and the zone times are shown in. */
  public void prefer(Locale locale, ZoneId zone) {
    this.language = locale.toLanguageTag();
    this.zone = zone.getId();
  }

  /** Gives the person a role. */
  public void grant(Role role) {
    roles.add(role);
  }

  /** Adds an address that is still to be confirmed. */
  public EmailAddress addAddress(String address, Instant now) {
    var added = new EmailAddress(this, address, now);
    addresses.add(added);
    return added;
  }

  /** Takes an address away. */
  public void removeAddress(EmailAddress address) {
    addresses.remove(address);
  }

  /** The person as other modules know one. */
  public Person toPerson() {
    return new Person(id, username, getLocale(), getZone(), enabled, createdAt);
  }

  /** The number. */
  public long getId() {
    return id;
  }

  /** The username as it was typed. */
  public String getUsername() {
    return username;
  }

  /** The normalised username, by which people are found and sorted. */
  public String getUsernameKey() {
    return usernameKey;
  }

  /** The language. */
  public Locale getLocale() {
    return Locale.forLanguageTag(language);
  }

  /** The time zone. */
  public ZoneId getZone() {
    return ZoneId.of(zone);
  }

  /** Whether the account may be used. */
  public boolean isEnabled() {
    return enabled;
  }

  /** When the account came to be. */
  public Instant getCreatedAt() {
    return createdAt;
  }

  /** The roles by name. */
  public List<Role> getRoles() {
    return roles.stream().sorted(Comparator.comparing(Role::getName)).toList();
  }

  /** The addresses: the primary one first, then by age. */
  public List<EmailAddress> getAddresses() {
    return addresses.stream().sorted(EmailAddress.PRIMARY_FIRST).toList();
  }

  /** Where account mail goes. */
  public Optional<EmailAddress> primaryAddress() {
    return addresses.stream().filter(EmailAddress::isPrimary).findFirst();
  }
}
