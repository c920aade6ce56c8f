package org.carafe.dev.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.Flash;
import org.carafe.core.QueryValue;
import org.carafe.core.Redirect;
import org.carafe.dev.control.InboxFolder;
import org.carafe.dev.control.ReceivedMail;

/** The list of the development inbox. */
@Named
@RequestScoped
public class Inbox {

  @Inject InboxFolder folder;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @QueryValue("q")
  String search;

  private final List<Line> lines = new ArrayList<>();

  private String state = "";

  @SuppressWarnings("NullAway.Init") // injected
  public Inbox() {}

  @PostConstruct
  void read() {
    try {
      state = folder.state();
      for (ReceivedMail mail : folder.newest(search)) {
        lines.add(new Line(mail.id(), Moments.told(mail.writtenAt()), mail.to(), mail.subject()));
      }
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("The inbox cannot be read.", e);
    }
  }

  public List<Line> getLines() {
    return lines;
  }

  /** What is searched for. */
  public String getSearch() {
    return search;
  }

  /** Another text whenever a mail came or went. */
  public String getState() {
    return state;
  }

  /** Deletes every mail. */
  public void clear() throws IOException {
    int deleted = folder.clear();
    flash.success(deleted == 1 ? "dev.mail.deletedOne" : "dev.mail.deleted", deleted);
    redirect.to("dev.mail");
  }

  /** A line of the list. */
  public record Line(String id, String when, String to, String subject) {

    public String getId() {
      return id;
    }

    public String getWhen() {
      return when;
    }

    public String getTo() {
      return to;
    }

    public String getSubject() {
      return subject;
    }
  }
}
