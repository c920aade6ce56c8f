package org.carafe.dev.debug;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.Redirect;

/** Stops what runs in the console. */
@ApplicationScoped
public class StopHandler implements Handler {
  @Inject Redirect redirect;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) {
    Recorded recorded = DebugHandler.askedByItsPage(request);
    if (!Lock.isOpenTo(request)) {
      throw HttpError.forbidden("The console is locked. Give the PIN first.");
    }
    Console.of(recorded).stop();
    redirect.toPath(DebugPage.at(recorded, "code"));
  }
}
