package org.carafe.mail.entity;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Lob;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.carafe.core.text.IdentityKey;
import org.carafe.mail.MailAddress;
import org.carafe.mail.MailReference;
import org.carafe.mail.MailState;
import org.carafe.mail.OutgoingMail;
import org.carafe.mail.Recipient;
import org.jspecify.annotations.Nullable;

/** A mail in the outbox. Its text is fixed when it is written; only its delivery goes on. */
@Entity
@Table(
    name = "mail_outbox",
    indexes = {
      @Index(name = "ix_mail_outbox_due", columnList = "lane, next_try_at, recipient_domain"),
      @Index(name = "ix_mail_outbox_state", columnList = "state, id"),
      @Index(name = "ix_mail_outbox_recipient", columnList = "recipient_key"),
      @Index(name = "ix_mail_outbox_domain", columnList = "recipient_domain"),
      @Index(name = "ix_mail_outbox_created", columnList = "created_at"),
      @Index(name = "ix_mail_outbox_ended", columnList = "finished_at, state")
    })
public class OutboxMessage {

  /** The category of mail about somebody's account, which nobody can do without. */
  public static final String ACCOUNT = "account";

  private static final int MAX_SUBJECT = 255;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private Long id;

  @Column(name = "message_id", nullable = false, length = 255, unique = true)
  private String messageId;

  @Column(name = "reference", nullable = false, length = 32, unique = true)
  private String reference;

  @Column(name = "template", nullable = false, length = 100)
  private String template;

  @Column(name = "category", nullable = false, length = 64)
  private String category;

  @Column(name = "recipient_address", nullable = false, length = 254)
  private String recipientAddress;

  @Column(name = "recipient_name", nullable = false, length = 255)
  private String recipientName;

  @Column(name = "recipient_key", nullable = false, length = 254)
  private String recipientKey;

  /** Made by the database. */
  @Column(
      name = "recipient_domain",
      insertable = false,
      updatable = false,
      columnDefinition = "varchar(254) as (substring_index(recipient_key, '@', -1)) stored")
  private @Nullable String recipientDomain;

  @Column(name = "language", nullable = false, length = 35)
  private String language;

  @Column(name = "subject", nullable = false, length = MAX_SUBJECT)
  private String subject;

  @Lob
  @Column(name = "html", columnDefinition = "mediumtext")
  private @Nullable String html;

  @Lob
  @Column(name = "text", columnDefinition = "mediumtext")
  private @Nullable String text;

  @Column(name = "copies", length = 2000)
  private @Nullable String copies;

  @Column(name = "blind_copies", length = 2000)
  private @Nullable String blindCopies;

  @Column(name = "reply_to", length = 254)
  private @Nullable String replyTo;

  @Column(name = "unsubscribe_url", length = 1000)
  private @Nullable String unsubscribeUrl;

  /** So that mail without any costs no query. */
  @Column(name = "enclosure_count", nullable = false)
  private int enclosed;

  @OneToMany(
      mappedBy = "mail",
      cascade = CascadeType.PERSIST,
      orphanRemoval = true,
      fetch = FetchType.LAZY)
  @OrderBy("place")
  private List<MailEnclosure> enclosures = new ArrayList<>();

  @Column(name = "confidential", nullable = false, columnDefinition = "bit(1) not null")
  private boolean confidential;

  @Enumerated(EnumType.STRING)
  @Column(name = "state", nullable = false, length = 16)
  private MailState state;

  @Enumerated(EnumType.STRING)
  @Column(name = "lane", nullable = false, length = 8)
  private Lane lane;

  @Column(name = "tries", nullable = false)
  private int tries;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "retried_at")
  private @Nullable Instant retriedAt;

  @Column(name = "next_try_at")
  private @Nullable Instant nextTryAt;

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
   * @param reference random: who knows it may ask how far the mail is
   * @param category {@link #ACCOUNT}, or what people can unsubscribe from
   * @param confidential whether the body goes away once it is delivered
   */
  public OutboxMessage(
      String messageId,
      String reference,
      String template,
      String category,
      Recipient recipient,
      RenderedMail body,
      boolean confidential,
      Instant now) {
    this.messageId = messageId;
    this.reference = reference;
    this.template = template;
    this.category = category;
    this.recipientAddress = recipient.address();
    this.recipientKey = IdentityKey.of(recipient.address());
    this.recipientName = recipient.name();
    this.language = recipient.locale().toLanguageTag();
    this.subject = shortened(body.subject());
    this.html = body.html();
    this.text = body.text();
    this.confidential = confidential;
    this.state = MailState.QUEUED;
    this.lane = category.equals(ACCOUNT) ? Lane.FIRST : Lane.BULK;
    this.createdAt = now;
    this.nextTryAt = now;
  }

  /** Sends copies there, and answers to the last. */
  public void addressAlso(
      List<String> copyTo, List<String> blindCopyTo, Optional<String> answersTo) {
    copies = copyTo.isEmpty() ? null : String.join(",", copyTo);
    blindCopies = blindCopyTo.isEmpty() ? null : String.join(",", blindCopyTo);
    replyTo = answersTo.orElse(null);
  }

  /** The addresses that copies go to. */
  public List<String> copies() {
    return Stream.concat(addresses(copies).stream(), addresses(blindCopies).stream()).toList();
  }

  /** Sends no copies to these. */
  public void dropCopies(Collection<String> addresses) {
    copies = without(copies, addresses);
    blindCopies = without(blindCopies, addresses);
  }

  private static @Nullable String without(@Nullable String stored, Collection<String> dropped) {
    List<String> kept = addresses(stored).stream().filter(one -> !dropped.contains(one)).toList();
    return kept.isEmpty() ? null : String.join(",", kept);
  }

  /** The copy's address that is one of these; empty if the mail itself went to one, or none is. */
  public Optional<String> copyAmong(Collection<String> names) {
    return names.stream().anyMatch(name -> isSame(recipientAddress, name))
        ? Optional.empty()
        : copies().stream()
            .filter(copy -> names.stream().anyMatch(name -> isSame(copy, name)))
            .findFirst();
  }

  /**
   * Whether a report about these means its main recipient: one without copies has no other, though
   * the other side may call it by the address that it forwards to.
   */
  public boolean isMeantBy(Collection<String> names) {
    return copies().isEmpty() || names.stream().anyMatch(name -> isSame(recipientAddress, name));
  }

  /** As SMTP names them, or as they were typed. */
  private static boolean isSame(String address, String name) {
    return ascii(address).equalsIgnoreCase(ascii(name));
  }

  private static String ascii(String address) {
    return MailAddress.parse(address).map(MailAddress::ascii).orElse(address);
  }

  /** Encloses files and pictures. */
  public void enclose(List<MailEnclosure> all) {
    all.forEach(enclosure -> enclosure.goesWith(this));
    enclosures.addAll(all);
    enclosed = all.size();
  }

  /** Lets its recipient decline the category there. */
  public void canBeDeclinedAt(String url) {
    unsubscribeUrl = url;
  }

  private static String shortened(String subject) {
    return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT - 1) + "…";
  }

  /** Not sent at all, because earlier mail to the address came back. */
  public void suppress(UndeliverableAddress because, Instant now) {
    state = MailState.SUPPRESSED;
    nextTryAt = null;
    finishedAt = now;
    answer = because.reason();
    forgetBody();
  }

  /** Came back after the relay had taken it. */
  public void bounce(String reason, Instant now) {
    state = MailState.BOUNCED;
    nextTryAt = null;
    owner = null;
    finishedAt = now;
    answer = reason;
    forgetBody();
  }

  /** Called off while nobody sends it. */
  public void cancel(Instant now) {
    state = MailState.CANCELLED;
    nextTryAt = null;
    owner = null;
    finishedAt = now;
    forgetBody();
  }

  /** Due at once, and for another whole day; behind nobody's first try. */
  public void retry(Instant now) {
    if (!hasBody()) {
      throw new IllegalStateException("Mail " + id + " has no body any more.");
    }
    state = MailState.QUEUED;
    lane = Lane.RETRY;
    nextTryAt = now;
    retriedAt = now;
    finishedAt = null;
    owner = null;
  }

  /** A body and what is enclosed may hold a token, which is worth something to who reads it. */
  private void forgetBody() {
    if (confidential) {
      html = null;
      text = null;
      enclosures.clear();
      enclosed = 0;
    }
  }

  public long id() {
    return id;
  }

  public String messageId() {
    return messageId;
  }

  /** What pages and events call it. */
  public MailReference reference() {
    return new MailReference(id, reference);
  }

  public String template() {
    return template;
  }

  public String category() {
    return category;
  }

  public String recipientAddress() {
    return recipientAddress;
  }

  public String recipientName() {
    return recipientName;
  }

  /** The form by which the address is found. */
  public String recipientKey() {
    return recipientKey;
  }

  /** What stands behind the {@code @}, once the mail is stored. */
  public String recipientDomain() {
    return recipientDomain == null ? "" : recipientDomain;
  }

  public String language() {
    return language;
  }

  public String subject() {
    return subject;
  }

  /** The body as HTML; empty when it is gone, or must not be shown because it holds a token. */
  public Optional<String> readableHtml() {
    return confidential ? Optional.empty() : Optional.ofNullable(html);
  }

  /** The body as text; empty when it is gone, or must not be shown because it holds a token. */
  public Optional<String> readableText() {
    return confidential ? Optional.empty() : Optional.ofNullable(text);
  }

  public boolean hasBody() {
    return html != null && text != null;
  }

  public boolean hasEnclosures() {
    return enclosed > 0;
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

  /** When the day began for which it is tried: when it was written, or retried by hand. */
  public Instant triedSince() {
    return retriedAt == null ? createdAt : retriedAt;
  }

  /** When it is tried next; while it is being sent, when another node would try. */
  public Optional<Instant> nextTryAt() {
    return Optional.ofNullable(nextTryAt);
  }

  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** What the relay said last. */
  public Optional<String> answer() {
    return Optional.ofNullable(answer);
  }

  /**
   * The mail as a transport takes it.
   *
   * @throws IllegalStateException if its body is gone
   */
  public OutgoingMail outgoing() {
    if (html == null || text == null) {
      throw new IllegalStateException(
          "Mail " + id + " has no body any more: it was delivered or given up, and held a token.");
    }
    return new OutgoingMail(
        id,
        messageId,
        recipientAddress,
        recipientName,
        Locale.forLanguageTag(language),
        subject,
        html,
        text,
        createdAt,
        new OutgoingMail.Extras(
            addresses(copies),
            addresses(blindCopies),
            replyTo,
            unsubscribeUrl,
            enclosed == 0 ? List.of() : List.copyOf(enclosures)));
  }

  private static List<String> addresses(@Nullable String stored) {
    return stored == null ? List.of() : List.of(stored.split(",", -1));
  }
}
