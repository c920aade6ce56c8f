package org.carafe.users.entity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;

/** A named set of permissions. */
@Entity
@Table(name = "roles")
public class Role {
  /** The role with every permission. */
  public static final String ADMINISTRATOR = "administrator";

  /** The role everybody gets. */
  public static final String MEMBER = "member";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "name", nullable = false, length = 40, unique = true)
  private String name = "";

  @Column(name = "everything", nullable = false)
  private boolean everything;

  @ElementCollection
  @CollectionTable(
      name = "role_permissions",
      joinColumns = @JoinColumn(name = "role_id", nullable = false))
  @Column(name = "permission", nullable = false, length = 64)
  private Set<String> permissions = new HashSet<>();

  @Version
  @Column(name = "version", nullable = false)
  private int version;

  /** For JPA. */
  protected Role() {}

  /** The number. */
  public long getId() {
    return id;
  }

  /** The name, such as {@code administrator}. */
  public String getName() {
    return name;
  }

  /** Whether it holds every permission there is. */
  public boolean isEverything() {
    return everything;
  }

  /** The permissions it holds by name. */
  public Set<String> getPermissions() {
    return Set.copyOf(permissions);
  }
}
