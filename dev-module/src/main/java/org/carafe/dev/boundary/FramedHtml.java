package org.carafe.dev.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail's HTML in a frame: its own styles apply, nothing else runs or is loaded, and links open in
 * a tab of their own.
 */
final class FramedHtml {

  private static final String POLICY = "Content-Security-Policy";
  private static final Pattern HEAD = Pattern.compile("<head[^>]*>", Pattern.CASE_INSENSITIVE);

  private FramedHtml() {}

  /** Lets the page at hand have such a frame; no other page of the site may have one. */
  static void admit() {
    var response =
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
    response.setHeader(POLICY, response.getHeader(POLICY) + "; frame-src 'self'");
  }

  static void send(String html, HttpServletResponse response) throws IOException {
    response.setHeader(
        POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
            + " base-uri 'none'; frame-ancestors 'self';"
            + " sandbox allow-popups allow-popups-to-escape-sandbox");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    response.setContentType("text/html; charset=UTF-8");
    response.getOutputStream().write(withLinksInTabs(html).getBytes(UTF_8));
  }

  private static String withLinksInTabs(String html) {
    return HEAD.matcher(html)
        .replaceFirst(head -> Matcher.quoteReplacement(head.group() + "<base target=\"_blank\">"));
  }
}
