package org.carafe.mail.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.Redirect;
import org.carafe.mail.MailPreferences;

/**
 * Takes the one click of a mail program (RFC 8058), which comes without a session and from
 * anywhere, and the button of the page.
 */
@RequestScoped
public class UnsubscribeHandler implements Handler {
  @Inject MailPreferences preferences;
  @Inject Redirect redirect;

  @Inject
  @PathValue("token")
  String token;

  @SuppressWarnings("NullAway.Init") // injected
  public UnsubscribeHandler() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) {
    MailPreferences.Choice choice =
        preferences
            .choice(token)
            .orElseThrow(
                () -> HttpError.notFound("The link is incomplete. Open it from the mail again."));
    if (request.getParameter("again") != null) {
      preferences.accept(choice.address(), choice.category());
    } else {
      preferences.decline(choice.address(), choice.category());
    }
    if ("One-Click".equals(request.getParameter("List-Unsubscribe"))) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      redirect.to("mail.unsubscribe", "token", token);
    }
  }
}
