package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.carafe.core.text.IdentityKey;

/** An address whose mail came back. Nothing is sent there until it is cleared. */
@Entity
@Table(name = "mail_undeliverable")
public class UndeliverableAddress {

  private static final int MAX_REASON = 500;

  @Id
  @Column(name = "address_key", length = 254)
  private String addressKey;

  @Column(name = "address", nullable = false, length = 254)
  private String address;

  @Column(name = "since", nullable = false)
  private Instant since;

  @Column(name = "reason", nullable = false, length = MAX_REASON)
  private String reason;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected UndeliverableAddress() {}

  /**
   * An address that is marked.
   *
   * @param reason what the other side's report says
   */
  public UndeliverableAddress(String address, Instant since, String reason) {
    this.addressKey = IdentityKey.of(address);
    this.address = address;
    this.since = since;
    this.reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
  }

  /** The form by which it is found. */
  public String addressKey() {
    return addressKey;
  }

  public String address() {
    return address;
  }

  public Instant since() {
    return since;
  }

  public String reason() {
    return reason;
  }
}
