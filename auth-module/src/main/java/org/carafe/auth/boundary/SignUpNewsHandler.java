package org.carafe.auth.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.carafe.auth.SignUps;
import org.carafe.core.Handler;
import org.carafe.mail.Mails;

/**
 * One word on the sign-up of this browser, for the page that waits: how far its mail is, and
 * nothing once it is confirmed.
 */
@RequestScoped
public class SignUpNewsHandler implements Handler {
  @Inject SignUps signUps;
  @Inject Mails mails;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String word =
        SignUpCookie.read()
            .flatMap(signUps::latestMail)
            .flatMap(mails::progress)
            .map(progress -> progress.name().toLowerCase(Locale.ROOT))
            .orElse("");
    response.setContentType("text/plain; charset=UTF-8");
    response.getOutputStream().write(word.getBytes(UTF_8));
  }
}
