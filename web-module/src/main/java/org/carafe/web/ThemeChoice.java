package org.carafe.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carafe.core.Handler;
import org.carafe.core.Redirect;
import org.carafe.core.http.SafeRedirect;
import org.carafe.core.web.Exchange;

/** Keeps the theme the visitor chose and leads back to where the choice was made. */
@ApplicationScoped
public class ThemeChoice implements Handler {
  @Inject Redirect redirect;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) {
    Exchange.require().theme(String.valueOf(request.getParameter("theme")));
    redirect.toPath(SafeRedirect.path(request.getParameter("next")).orElse("/"));
  }
}
