package org.carafe.mail.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Handler;
import org.carafe.core.PathValue;

/** One word on how far a mail is: what a page asks for while somebody waits on it. */
@RequestScoped
public class MailStateHandler implements Handler {
  @Inject MailStatePanel states;

  @Inject
  @PathValue("reference")
  String reference;

  @SuppressWarnings("NullAway.Init") // injected
  public MailStateHandler() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/plain; charset=UTF-8");
    response.getOutputStream().write(states.of(reference).getBytes(UTF_8));
  }
}
