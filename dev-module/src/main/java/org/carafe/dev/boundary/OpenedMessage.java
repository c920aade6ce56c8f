package org.carafe.dev.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.carafe.core.Flash;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.QueryValue;
import org.carafe.core.Redirect;
import org.carafe.dev.control.Enclosed;
import org.carafe.dev.control.InboxFolder;
import org.carafe.dev.control.ReceivedMail;

/** One mail of the development inbox. */
@Named("message")
@RequestScoped
public class OpenedMessage {

  private static final List<String> PARTS = List.of("html", "text", "headers", "source");

  @Inject InboxFolder folder;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @PathValue("id")
  String id;

  @Inject
  @QueryValue("part")
  String part;

  private ReceivedMail mail;

  @PostConstruct
  void open() {
    try {
      mail = folder.find(id).orElseThrow(() -> HttpError.notFound("There is no such mail."));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("The mail " + id + " cannot be read.", e);
    }
    FramedHtml.admit();
  }

  /** What of it is shown: html, text, headers or source. */
  public String getPart() throws MessagingException, IOException {
    return PARTS.contains(part) ? part : isHtml() ? "html" : "text";
  }

  /** Deletes it. */
  public void delete() throws IOException {
    folder.delete(id);
    flash.success("dev.mail.deletedOne", 1);
    redirect.to("dev.mail");
  }

  public String getId() {
    return mail.id();
  }

  public String getWhen() {
    return Moments.told(mail.writtenAt());
  }

  public String getTo() throws MessagingException {
    return mail.to();
  }

  public String getSubject() throws MessagingException {
    return mail.subject();
  }

  public boolean isHtml() throws MessagingException, IOException {
    return !mail.html().isEmpty();
  }

  /** The text part, its links apart. */
  public List<LinkedText> getText() throws MessagingException, IOException {
    return LinkedText.of(mail.text());
  }

  public String getSource() {
    return mail.source();
  }

  public List<Attached> getAttachments() throws MessagingException, IOException {
    List<Enclosed> all = mail.attachments();
    return IntStream.range(0, all.size()).mapToObj(n -> Attached.of(n, all.get(n))).toList();
  }

  public List<Header> getHeaders() throws MessagingException {
    return mail.headers();
  }

  /** A line of the list of attachments. */
  public record Attached(int number, String name, String type, String size) {

    static Attached of(int number, Enclosed part) {
      String name = part.name().isEmpty() ? "attachment-" + (number + 1) : part.name();
      return new Attached(number, name, part.type(), Sizes.told(part.size()));
    }

    public int getNumber() {
      return number;
    }

    public String getName() {
      return name;
    }

    public String getType() {
      return type;
    }

    public String getSize() {
      return size;
    }
  }
}
