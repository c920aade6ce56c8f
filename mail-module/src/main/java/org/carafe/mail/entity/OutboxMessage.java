package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.carafe.mail.OutgoingMail;
import org.carafe.mail.Recipient;
import org.jspecify.annotations.Nullable;

/** A mail in the outbox. Its text is fixed when it is written; only its delivery goes on. */
@Entity
@Table(name = "mail_outbox")
public class OutboxMessage {

  private static final int MAX_SUBJECT = 255;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private Long id;

  @Column(name = "message_id", nullable = false, length = 255, unique = true)
  private String messageId;

  @Column(name = "template", nullable = false, length = 100)
  private String template;

  @Column(name = "recipient_address", nullable = false, length = 254)
  private String recipientAddress;

  @Column(name = "recipient_name", nullable = false, length = 255)
  private String recipientName;

  @Column(name = "language", nullable = false, length = 35)
  private String language;

  @Column(name = "subject", nullable = false, length = MAX_SUBJECT)
  private String subject;

  @Lob
  @Column(name = "html")
  private @Nullable String html;

  @Lob
  @Column(name = "text")
  private @Nullable String text;

  @Column(name = "confidential", nullable = false)
  private boolean confidential;

  @Enumerated(EnumType.STRING)
  @Column(name = "state", nullable = false, length = 16)
  private MailState state;

  @Column(name = "tries", nullable = false)
  private int tries;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "next_try_at", nullable = false)
  private Instant nextTryAt;

  @Column(name = "owner", length = 64)
  private @Nullable String owner;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "answer", length = 500)
  private @Nullable String answer;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected OutboxMessage() {}

  /**
   * A mail that is due at once.
   *
   * @param confidential whether the body goes away once it is delivered
   */
  public OutboxMessage(
      String messageId,
      String template,
      Recipient recipient,
      RenderedMail body,
      boolean confidential,
      Instant now) {
    this.messageId = messageId;
    this.template = template;
    this.recipientAddress = recipient.address();
    this.recipientName = recipient.name();
    this.language = recipient.locale().toLanguageTag();
    this.subject = shortened(body.subject());
    this.html = body.html();
    this.text = body.text();
    this.confidential = confidential;
    this.state = MailState.QUEUED;
    this.createdAt = now;
    this.nextTryAt = now;
  }

  private static String shortened(String subject) {
    return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT - 1) + "…";
  }

  public long id() {
    return id;
  }

  public String template() {
    return template;
  }

  public boolean isConfidential() {
    return confidential;
  }

  public MailState state() {
    return state;
  }

  /** How often delivery was begun. */
  public int tries() {
    return tries;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /**
   * The mail as a transport takes it.
   *
   * @throws IllegalStateException if its body is gone
   */
  public OutgoingMail outgoing() {
    if (html == null || text == null) {
      throw new IllegalStateException(
          "Mail " + id + " has no body any more: it was delivered and held a token.");
    }
    return new OutgoingMail(
        messageId,
        recipientAddress,
        recipientName,
        Locale.forLanguageTag(language),
        subject,
        html,
        text,
        createdAt);
  }
}
