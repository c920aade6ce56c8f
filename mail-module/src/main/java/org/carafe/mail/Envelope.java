package org.carafe.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carafe.mail.entity.MailEnclosure;
import org.carafe.mail.entity.OutboxMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a mail carries besides its texts, and what it is about.
 *
 * <pre>{@code
 * mailer.send(
 *     recipient,
 *     "shop.receipt",
 *     data,
 *     Envelope.plain()
 *         .replyTo("orders@example.org")
 *         .copyTo("books@example.org")
 *         .picture("logo", "image/png", logo)
 *         .attach("receipt.pdf", "application/pdf", pdf));
 *
 * mailer.send(recipient, "shop.news", data, Envelope.about("shop.news"));
 * }</pre>
 */
public final class Envelope {
  private static final int MOST_BYTES = 10_000_000;

  private final String category;
  private final List<String> copies = new ArrayList<>();
  private final List<String> blindCopies = new ArrayList<>();
  private final List<MailEnclosure> enclosures = new ArrayList<>();
  private @Nullable String replyTo;
  private boolean readable;

  private Envelope(String category) {
    this.category = category;
    this.readable = !category.equals(OutboxMessage.ACCOUNT);
  }

  /** Of mail about somebody's account, which nobody can do without. */
  public static Envelope plain() {
    return new Envelope(OutboxMessage.ACCOUNT);
  }

  /**
   * Of mail that people can do without: it carries List-Unsubscribe (RFC 8058), and goes only to
   * those who have not declined the category.
   *
   * @param category the module and a name, such as {@code shop.news}, whose text is the module's
   *     message {@code mail.category.news}
   */
  public static Envelope about(String category) {
    return new Envelope(category);
  }

  /** Sends a copy there, which everybody sees. */
  public Envelope copyTo(String address) {
    copies.add(checked(address));
    return this;
  }

  /** Sends a copy there, which nobody else sees. */
  public Envelope blindCopyTo(String address) {
    blindCopies.add(checked(address));
    return this;
  }

  /** Where answers go instead of to who it comes from. */
  public Envelope replyTo(String address) {
    replyTo = checked(address);
    return this;
  }

  private static String checked(String address) {
    return MailAddress.parse(address)
        .map(MailAddress::toString)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "An envelope takes e-mail addresses. Check what people type with MailAddress.parse."));
  }

  /** Encloses a file. */
  public Envelope attach(String name, String type, byte[] content) {
    return enclose(new MailEnclosure(enclosures.size(), name, type, null, content));
  }

  /** Encloses a picture that the template shows with {@code image(name, 'what it shows')}. */
  public Envelope picture(String name, String type, byte[] content) {
    return enclose(new MailEnclosure(enclosures.size(), name, type, name, content));
  }

  private Envelope enclose(MailEnclosure enclosure) {
    enclosures.add(enclosure);
    int size = enclosures.stream().mapToInt(MailEnclosure::size).sum();
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The enclosures have %,d bytes; %,d are the most. Send a link to the file instead."
              .formatted(size, MOST_BYTES));
    }
    return this;
  }

  /** Lets administrators read the mail: it holds neither a token nor a code. */
  public Envelope readable() {
    readable = true;
    return this;
  }

  String category() {
    return category;
  }

  boolean isReadable() {
    return readable;
  }

  List<String> copies() {
    return List.copyOf(copies);
  }

  List<String> blindCopies() {
    return List.copyOf(blindCopies);
  }

  Optional<String> replyTo() {
    return Optional.ofNullable(replyTo);
  }

  List<MailEnclosure> enclosures() {
    return List.copyOf(enclosures);
  }
}
