package org.carafe.dev.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Handler;
import org.carafe.dev.control.InboxFolder;

/** Another text whenever a mail came or went: what the inbox asks for while it is looked at. */
@RequestScoped
public class MailNews implements Handler {

  @Inject InboxFolder folder;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/plain; charset=UTF-8");
    response.getOutputStream().write(folder.state().getBytes(UTF_8));
  }
}
