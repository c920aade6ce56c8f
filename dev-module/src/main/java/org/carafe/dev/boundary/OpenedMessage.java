package org.carafe.dev.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.dev.control.InboxFolder;
import org.carafe.dev.control.ReceivedMail;

/** One mail of the development inbox. */
@Named("message")
@RequestScoped
public class OpenedMessage {

  private static final String POLICY = "Content-Security-Policy";

  @Inject InboxFolder folder;

  @Inject
  @PathValue("id")
  String id;

  private ReceivedMail mail;

  @PostConstruct
  void open() {
    try {
      mail = folder.find(id).orElseThrow(() -> HttpError.notFound("There is no such mail."));
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException("The mail " + id + " cannot be read.", e);
    }
    admitFrame();
  }

  /** The HTML is shown in a frame; no other page of the site may have one. */
  private static void admitFrame() {
    var response =
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
    response.setHeader(POLICY, response.getHeader(POLICY) + "; frame-src 'self'");
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

  public String getFrom() throws MessagingException {
    return mail.from();
  }

  public String getSubject() throws MessagingException {
    return mail.subject();
  }

  public boolean isHtml() throws MessagingException, IOException {
    return !mail.html().isEmpty();
  }

  public String getText() throws MessagingException, IOException {
    return mail.text();
  }

  public List<Header> getHeaders() throws MessagingException {
    return mail.headers();
  }
}
