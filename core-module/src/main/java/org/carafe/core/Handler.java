package org.carafe.core;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A plain answer to a request, for what is neither a page nor a resource: a CDI bean that a
 * blueprint declares for one method and URL.
 */
public interface Handler {

  /** Answers. Whatever it throws becomes an error page. */
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
