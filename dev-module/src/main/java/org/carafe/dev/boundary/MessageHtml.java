package org.carafe.dev.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.dev.control.InboxFolder;

/** The HTML of a mail for the frame on its page. */
@RequestScoped
public class MessageHtml implements Handler {

  @Inject InboxFolder folder;

  @Inject
  @PathValue("id")
  String id;

  @SuppressWarnings("NullAway.Init") // injected
  public MessageHtml() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      String html =
          folder
              .find(id)
              .orElseThrow(() -> HttpError.notFound("There is no such mail."))
              .htmlWithPictures();
      FramedHtml.send(html, response);
    } catch (MessagingException e) {
      throw new IOException("The mail " + id + " cannot be read.", e);
    }
  }
}
