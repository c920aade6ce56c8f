package org.carafe.core.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carafe.core.config.Profile;
import org.carafe.core.route.Route;

/**
 * Rendered pages for visitors who are not signed in and have no flash waiting, who all get the same
 * bytes: kept per path, language and theme until the server ends, since nothing in them changes. A
 * request with a query is never answered from here.
 */
final class AnonymousPages {
  private static final int MOST = 256;

  private record Key(String path, String language, String theme) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Page(String contentType, byte[] bytes) {}

  /** Renders a page into a response. */
  interface Rendering {
    void into(HttpServletResponse response) throws IOException, ServletException;
  }

  private final Map<Key, Page> pages = new ConcurrentHashMap<>();

  boolean keeps(Exchange exchange, Route route) {
    return route.cacheAnonymous()
        && exchange.application().configuration().profile() != Profile.DEV
        && exchange.request().getMethod().equals("GET")
        && exchange.url().equals(exchange.path())
        && !exchange.identity().isPresent()
        && !exchange.flashes().isPresent();
  }

  void answer(Exchange exchange, HttpServletResponse response, Rendering rendering)
      throws IOException, ServletException {
    var key = new Key(exchange.path(), exchange.locale().getLanguage(), exchange.theme());
    Page page = pages.get(key);
    if (page == null) {
      var rendered = new CollectedPage(response);
      rendering.into(rendered);
      if (rendered.isStreamed()) {
        return;
      }
      page = new Page(String.valueOf(response.getContentType()), rendered.bytes());
      if (response.getStatus() == HttpServletResponse.SC_OK && pages.size() < MOST) {
        pages.put(key, page);
      }
    }
    response.setContentType(page.contentType());
    response.setContentLength(page.bytes().length);
    response.getOutputStream().write(page.bytes());
  }
}
