package org.carafe.core.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;

/**
 * Keeps a {@code sendError} for the error page instead of the server's own, and makes every
 * redirect a 303 with a path.
 */
final class GuardedResponse extends HttpServletResponseWrapper {
  private int refusedWith;
  private boolean streamed;

  GuardedResponse(HttpServletResponse response) {
    super(response);
  }

  /** The status of a {@code sendError}, 0 when there was none. */
  int refusedWith() {
    return refusedWith;
  }

  /** Whether something was written: then no page can be sent before everything is taken back. */
  boolean isStreamed() {
    return streamed;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    streamed = true;
    return super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    streamed = true;
    return super.getWriter();
  }

  @Override
  public void sendError(int status) {
    refusedWith = status;
    setStatus(status);
  }

  @Override
  public void sendError(int status, String message) {
    sendError(status);
  }

  /**
   * Forgets what was written, not the headers: Faces resets the answer of a page that failed, and
   * with it would go the security headers, the request id and the cookies.
   */
  @Override
  public void reset() {
    resetBuffer();
    setStatus(SC_OK);
  }

  @Override
  public void sendRedirect(String location) {
    URI target = URI.create(location);
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    Exchange.require().redirect(target.getRawPath() + query);
  }
}
