package org.carafe.dev.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** A mail as it would travel. */
@RequestScoped
public class MessageSource implements Handler {

  @Inject InboxFolder folder;

  @Inject
  @PathValue("id")
  String id;

  @SuppressWarnings("NullAway.Init") // injected
  public MessageSource() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      String source =
          folder.find(id).orElseThrow(() -> HttpError.notFound("There is no such mail.")).source();
      response.setContentType("text/plain; charset=UTF-8");
      response.getOutputStream().write(source.getBytes(UTF_8));
    } catch (MessagingException e) {
      throw new IOException("The mail " + id + " cannot be read.", e);
    }
  }
}
