package org.carafe.core.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carafe.core.Application;
import org.carafe.core.HttpError;
import org.carafe.core.route.ResourceRoutes;

/**
 * Refuses bodies that nothing here asks for, by what is told beforehand: more than {@code
 * upload.limit} of files, 2 MB of a form without files, 256 kB of JSON, 6 MB of anything else.
 */
public final class SizeGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final long MEGABYTE = 1024L * 1024;
  private static final long MOST = 6 * MEGABYTE;

  /** The server's own limit, which it would tell in words of its own. */
  private static final long MOST_TYPED = 2 * MEGABYTE;

  /** How many bytes of JSON are read at the most, also of those that the server unpacked. */
  public static final int MOST_JSON = 256 * 1024;

  private final transient UploadLimit files;

  SizeGuard(Application application) {
    files = UploadLimit.of(application.configuration());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean json = Exchange.require().path().startsWith(ResourceRoutes.BASE + "/");
    if (json && request.getHeader("Transfer-Encoding") != null) {
      throw new HttpError(411, "Say how long the body is: send Content-Length.");
    }
    long length = request.getContentLengthLong();
    if (json && length > MOST_JSON) {
      throw new HttpError(413, "What was sent is too large: 256 kB of JSON is the most.");
    }
    if (IncomingBody.hasParts(request)) {
      if (length > files.bytes() + PostedParts.ROOM) {
        throw files.exceeded();
      }
    } else if (length > (IncomingBody.isForm(request) ? MOST_TYPED : MOST)) {
      throw new HttpError(
          413, "What was sent is too large: " + mostOf(request, files) + " is the most.");
    }
    chain.doFilter(request, response);
  }

  /** How much such a request may bring, as people read it. */
  static String mostOf(HttpServletRequest request, UploadLimit files) {
    if (IncomingBody.hasParts(request)) {
      return files.toString();
    }
    return IncomingBody.isForm(request) ? MOST_TYPED / MEGABYTE + " MB" : MOST / MEGABYTE + " MB";
  }
}
