package org.carafe.dev.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.web.Exchange;
import org.carafe.core.web.StaticFiles;

/** The page about a request. */
@ApplicationScoped
public class DebugHandler implements Handler {

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Gatekeeper.require(request);
    var statics =
        (StaticFiles) request.getServletContext().getAttribute(StaticFiles.class.getName());
    response.setContentType("text/html; charset=UTF-8");
    response
        .getOutputStream()
        .write(
            DebugPage.of(asked(), statics, Debugging.root().orElseThrow(), Lock.isOpenTo(request))
                .getBytes(UTF_8));
  }

  /**
   * The request in the URL.
   *
   * @throws HttpError 404 when it is forgotten
   */
  static Recorded asked() {
    return Exchange.require()
        .pathValue("id")
        .flatMap(Records::find)
        .orElseThrow(
            () ->
                HttpError.notFound(
                    "This request is forgotten: the last sixty are kept, until the application is deployed again."));
  }

  /**
   * The same where the form brings the token of that request's page.
   *
   * @throws HttpError 403 when it does not
   */
  static Recorded askedByItsPage(HttpServletRequest request) {
    Gatekeeper.requireOwnPage(request);
    Recorded recorded = asked();
    String token = String.valueOf(request.getParameter("token"));
    if (!MessageDigest.isEqual(token.getBytes(UTF_8), recorded.token().getBytes(UTF_8))) {
      throw HttpError.forbidden("Only the debugger's own page may do this.");
    }
    return recorded;
  }
}
