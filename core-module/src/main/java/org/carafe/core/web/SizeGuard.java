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
 * upload.limit} of files, 256 kB of a form without files or of JSON, 6 MB of anything else. A page
 * shows a refused form again, which takes many times the memory of what was sent.
 */
public final class SizeGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final long MEGABYTE = 1024L * 1024;
  private static final long MOST = 6 * MEGABYTE;

  /** How many bytes of JSON, or of the texts of a form, are read at the most. */
  public static final int MOST_TYPED = 256 * 1024;

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
    String packing = request.getHeader("Content-Encoding");
    if (packing != null && !packing.equalsIgnoreCase("identity")) {
      response.setHeader("Accept-Encoding", "identity");
      throw new HttpError(415, "Send it as it is: nothing packed is unpacked here.");
    }
    long length = request.getContentLengthLong();
    if (json && length > MOST_TYPED) {
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
    return IncomingBody.isForm(request) ? MOST_TYPED / 1024 + " kB" : MOST / MEGABYTE + " MB";
  }
}
