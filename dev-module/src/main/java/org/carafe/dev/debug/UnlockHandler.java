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
    Lock.open(String.valueOf(request.getParameter("pin")))
        .ifPresent(
            secret -> {
              var cookie = new Cookie(Lock.COOKIE, secret);
              cookie.setPath("/");
              cookie.setHttpOnly(true);
              cookie.setAttribute("SameSite", "Strict");
              response.addCookie(cookie);
            });
    redirect.to("dev.debug", "id", recorded.id());
  }
}
