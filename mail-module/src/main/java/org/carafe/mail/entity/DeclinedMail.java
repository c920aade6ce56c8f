package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A category of mail that an address does not want. */
@Entity
@Table(name = "mail_declined")
@IdClass(DeclinedMail.Key.class)
public class DeclinedMail {
  @Id
  @Column(name = "address_key", nullable = false, length = 254)
  private String addressKey;

  @Id
  @Column(name = "category", nullable = false, length = 64)
  private String category;

  @Column(name = "since", nullable = false)
  private Instant since;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected DeclinedMail() {}

  /** From now on. */
  public DeclinedMail(String addressKey, String category, Instant since) {
    this.addressKey = addressKey;
    this.category = category;
    this.since = since;
  }

  public Instant since() {
    return since;
  }

  /** The address in the form by which it is found, and the category. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String addressKey;
    private @Nullable String category;

    /** For JPA. */
    public Key() {}

    public Key(String addressKey, String category) {
      this.addressKey = addressKey;
      this.category = category;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Objects.equals(addressKey, key.addressKey)
          && Objects.equals(category, key.category);
    }

    @Override
    public int hashCode() {
      return Objects.hash(addressKey, category);
    }
  }
}
