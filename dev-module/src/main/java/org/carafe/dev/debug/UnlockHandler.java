package org.carafe.dev.debug;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carafe.core.Handler;
import org.carafe.core.Redirect;

/** Takes the PIN. */
@ApplicationScoped
public class UnlockHandler implements Handler {
  @Inject Redirect redirect;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) {
    Recorded recorded = DebugHandler.askedByItsPage(request);
    var secret = Lock.open(String.valueOf(request.getParameter("pin")));
    secret.map(UnlockHandler::cookie).ifPresent(response::addCookie);
    redirect.toPath(DebugPage.at(recorded, secret.isPresent() ? "code" : "pin"));
  }

  private static Cookie cookie(String secret) {
    var cookie = new Cookie(Lock.COOKIE, secret);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }
}
