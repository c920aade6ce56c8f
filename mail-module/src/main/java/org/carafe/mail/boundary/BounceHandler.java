package org.carafe.mail.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.carafe.core.Application;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.mail.Bounces;
import org.carafe.mail.MailSettings;
import org.carafe.mail.UnknownReport;
import org.jspecify.annotations.Nullable;

/** Where the mail server hands in mail that came back: the whole message is the body. */
@ApplicationScoped
public class BounceHandler implements Handler {
  private static final String SCHEME = "Bearer ";
  private static final int MOST = 256 * 1024;
  private static final int UNPROCESSABLE = 422;

  @Inject Bounces bounces;

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String secret =
        Application.current().configuration().find(MailSettings.BOUNCE_SECRET).orElse(null);
    if (secret == null || !isSecret(request.getHeader("Authorization"), secret)) {
      throw HttpError.notFound(
          "Mail servers hand in reports here. They say mail.bounce.secret as a Bearer token.");
    }
    byte[] message = request.getInputStream().readNBytes(MOST + 1);
    if (message.length > MOST) {
      throw new HttpError(413, "The report is larger than 256 kB. Leave the returned mail away.");
    }
    try {
      bounces.report(message);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } catch (UnknownReport refused) {
      response.setStatus(UNPROCESSABLE);
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().println(refused.getMessage());
    }
  }

  /** In a time that tells nothing about how much of it is right. */
  private static boolean isSecret(@Nullable String authorization, String secret) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            authorization.substring(SCHEME.length()).strip().getBytes(UTF_8),
            secret.getBytes(UTF_8));
  }
}
