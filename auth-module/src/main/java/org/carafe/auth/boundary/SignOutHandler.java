package org.carafe.auth.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carafe.core.Flash;
import org.carafe.core.Handler;
import org.carafe.core.Redirect;

/** Signs out; says so only to who was signed in. */
@ApplicationScoped
public class SignOutHandler implements Handler {
  @Inject BrowserSession session;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) {
    session.end().ifPresent(gone -> flash.success("auth.logout.done", gone.name()));
    redirect.toPath("/"); // home, whichever module answers there
  }
}
