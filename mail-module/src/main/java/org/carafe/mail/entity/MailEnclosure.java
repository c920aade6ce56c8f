package org.carafe.mail.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file or a picture that travels with a mail. */
@Entity
@Table(name = "mail_enclosures")
public class MailEnclosure {
  private static final Pattern TYPE =
      Pattern.compile("[a-z]+/[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]{0,99}");
  private static final Pattern CONTENT_ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}/\\\\]+");
  private static final int MAX_NAME = 255;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private Long id;

  @SuppressWarnings("UnusedVariable") // the database reads it
  @ManyToOne(optional = false)
  @JoinColumn(name = "mail_id", nullable = false)
  private @Nullable OutboxMessage mail;

  @Column(name = "place", nullable = false)
  private int place;

  @Column(name = "name", nullable = false, length = MAX_NAME)
  private String name;

  @Column(name = "type", nullable = false, length = 127)
  private String type;

  @Column(name = "content_id", length = 64)
  private @Nullable String contentId;

  @Lob
  @Column(name = "content", nullable = false)
  private byte[] content;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected MailEnclosure() {}

  /**
   * A file, or with a content id a picture of the HTML part.
   *
   * @throws IllegalArgumentException if the type or the content id is none
   */
  @SuppressWarnings("NullAway.Init") // the database gives the id
  public MailEnclosure(
      int place, String name, String type, @Nullable String contentId, byte[] content) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "A type is like application/pdf; this is \"%s\".".formatted(type));
    }
    if (contentId != null && !CONTENT_ID.matcher(contentId).matches()) {
      throw new IllegalArgumentException(
          "A picture's name has letters, digits and . _ - alone; this is \"%s\"."
              .formatted(contentId));
    }
    String safe = CONTROL.matcher(name).replaceAll(" ").strip();
    this.place = place;
    this.name = safe.length() <= MAX_NAME ? safe : safe.substring(0, MAX_NAME);
    this.type = type;
    this.contentId = contentId;
    this.content = content.clone();
  }

  /** Goes with this mail. */
  void goesWith(OutboxMessage with) {
    mail = with;
  }

  public int place() {
    return place;
  }

  public String name() {
    return name;
  }

  public String type() {
    return type;
  }

  /** What the HTML part calls it; empty for an attachment. */
  public Optional<String> contentId() {
    return Optional.ofNullable(contentId);
  }

  /** How many bytes. */
  public int size() {
    return content.length;
  }

  public byte[] content() {
    return content.clone();
  }
}
