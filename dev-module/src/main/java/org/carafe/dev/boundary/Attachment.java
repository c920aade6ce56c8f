package org.carafe.dev.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.core.http.SecureFilename;
import org.carafe.dev.control.Enclosed;
import org.carafe.dev.control.InboxFolder;
import org.jspecify.annotations.Nullable;

/** A file that came with a mail, to be kept and never shown: nobody knows what is in it. */
@RequestScoped
public class Attachment implements Handler {

  @Inject InboxFolder folder;

  @Inject
  @PathValue("id")
  String id;

  @Inject
  @PathValue("n")
  @Nullable Long number;

  @SuppressWarnings("NullAway.Init") // injected
  public Attachment() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Enclosed file = file();
    response.setContentType("application/octet-stream");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Content-Disposition", disposition(file.name()));
    response.getOutputStream().write(file.bytes());
  }

  private Enclosed file() throws IOException {
    try {
      List<Enclosed> all =
          folder
              .find(id)
              .orElseThrow(() -> HttpError.notFound("There is no such mail."))
              .attachments();
      if (number == null || number >= all.size()) {
        throw HttpError.notFound("The mail has no such attachment.");
      }
      return all.get(number.intValue());
    } catch (MessagingException e) {
      throw new IOException("The mail " + id + " cannot be read.", e);
    }
  }

  /** RFC 6266, with the name in both of its forms. */
  private static String disposition(String name) {
    String plain = SecureFilename.of(name);
    String exact = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(plain.isEmpty() ? "attachment" : plain, exact);
  }
}
