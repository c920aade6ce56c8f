package org.carafe.auth.entity;

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
import java.time.Instant;
import org.carafe.core.signing.SecretToken;
import org.carafe.mail.MailReference;
import org.jspecify.annotations.Nullable;

/** One mail of a sign-up, with the hash of the token in it; the rows count how often was sent. */
@Entity
@Table(
    name = "sign_up_mails",
    uniqueConstraints =
        @UniqueConstraint(name = "sign_up_mails_token_uk", columnNames = "token_hash"),
    indexes = {
      @Index(name = "sign_up_mails_key_ix", columnList = "address_key, created_at"),
      @Index(name = "sign_up_mails_reach_ix", columnList = "reach, created_at"),
      @Index(name = "sign_up_mails_place_ix", columnList = "place, created_at"),
      @Index(name = "sign_up_mails_mailbox_ix", columnList = "mailbox, created_at")
    })
public class SignUpMail {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "sign_up_id", nullable = false)
  private SignUp signUp;

  @Column(name = "address_key", nullable = false, length = 254)
  private String addressKey = "";

  @Column(name = "token_hash", columnDefinition = "char(64)")
  private @Nullable String tokenHash;

  @Column(name = "reach", columnDefinition = "char(64)")
  private @Nullable String reach;

  @Column(name = "place", length = 64)
  private @Nullable String place;

  @Column(name = "mailbox", length = 254)
  private @Nullable String mailbox;

  @Column(name = "mail_reference", length = 32)
  private @Nullable String mailReference;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA fills the fields
  protected SignUpMail() {}

  /**
   * A mail sent now; without a token where the address is somebody else's.
   *
   * @param reach under which mail to its address that its place causes is counted
   */
  public SignUpMail(SignUp signUp, @Nullable SecretToken token, String reach, Instant now) {
    this.signUp = signUp;
    this.addressKey = signUp.getAddressKey();
    this.tokenHash = token == null ? null : token.hash();
    this.reach = reach;
    this.place = signUp.getPlace();
    this.mailbox = mailbox(addressKey);
    this.createdAt = now;
  }

  /**
   * Where mail to an address arrives, for counting: many providers deliver what is sent to {@code
   * ada+anything@} to {@code ada@}.
   */
  public static String mailbox(String addressKey) {
    return addressKey.replaceFirst("\\+[^@]*@", "@");
  }

  /** Remembers which mail it was, to tell how far it is. */
  public void sentAs(MailReference mail) {
    mailReference = mail.token();
  }

  /** Whether it is young enough, and the address was not corrected after it was sent. */
  public boolean confirmsItsSignUp(Instant now) {
    return now.isBefore(createdAt.plus(SignUp.LIFETIME))
        && signUp.getAddressKey().equals(addressKey);
  }

  /** The sign-up. */
  public SignUp getSignUp() {
    return signUp;
  }
}
