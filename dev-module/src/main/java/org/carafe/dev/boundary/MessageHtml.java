package org.carafe.dev.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carafe.core.Handler;
import org.carafe.core.HttpError;
import org.carafe.core.PathValue;
import org.carafe.dev.control.InboxFolder;

/**
 * The HTML of a mail for the frame on its page: its own styles apply, nothing else runs or is
 * loaded, and links open in a tab of their own.
 */
@RequestScoped
public class MessageHtml implements Handler {

  private static final Pattern HEAD = Pattern.compile("<head[^>]*>", Pattern.CASE_INSENSITIVE);

  @Inject InboxFolder folder;

  @Inject
  @PathValue("id")
  String id;

  @SuppressWarnings("NullAway.Init") // injected
  public MessageHtml() {}

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] html = withLinksInTabs(html()).getBytes(UTF_8);
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
            + " base-uri 'none'; frame-ancestors 'self';"
            + " sandbox allow-popups allow-popups-to-escape-sandbox");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setContentType("text/html; charset=UTF-8");
    response.getOutputStream().write(html);
  }

  private String html() throws IOException {
    try {
      return folder.find(id).orElseThrow(() -> HttpError.notFound("There is no such mail.")).html();
    } catch (MessagingException e) {
      throw new IOException("The mail " + id + " cannot be read.", e);
    }
  }

  private static String withLinksInTabs(String html) {
    return HEAD.matcher(html)
        .replaceFirst(head -> Matcher.quoteReplacement(head.group() + "<base target=\"_blank\">"));
  }
}
