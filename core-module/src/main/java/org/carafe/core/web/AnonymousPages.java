package org.carafe.core.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carafe.core.config.Profile;
import org.carafe.core.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * Rendered pages for visitors without a cookie, who all get the same bytes: kept per path, language
 * and theme. A request with an identity, a flash or a query is never answered from here.
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
        && exchange.request().getQueryString() == null
        && !exchange.identity().isPresent()
        && !exchange.flashes().isPresent();
  }

  void answer(Exchange exchange, HttpServletResponse response, Rendering rendering)
      throws IOException, ServletException {
    var key = new Key(exchange.path(), exchange.locale().getLanguage(), exchange.theme());
    Page page = pages.get(key);
    if (page == null) {
      var capture = new Capture(response);
      rendering.into(capture);
      page = new Page(String.valueOf(response.getContentType()), capture.bytes());
      if (response.getStatus() == HttpServletResponse.SC_OK && pages.size() < MOST) {
        pages.put(key, page);
      }
    }
    response.setContentType(page.contentType());
    response.setContentLength(page.bytes().length);
    response.getOutputStream().write(page.bytes());
  }

  /** Keeps what is written instead of sending it. */
  private static final class Capture extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    private @Nullable PrintWriter writer;

    Capture(HttpServletResponse response) {
      super(response);
    }

    byte[] bytes() {
      if (writer != null) {
        writer.flush();
      }
      return bytes.toByteArray();
    }

    @Override
    public PrintWriter getWriter() {
      if (writer == null) {
        writer = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), false);
      }
      return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
      return new ServletOutputStream() {
        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
          throw new UnsupportedOperationException("Pages are rendered synchronously.");
        }

        @Override
        public void write(int b) {
          bytes.write(b);
        }

        @Override
        public void write(byte[] b, int offset, int length) {
          bytes.write(b, offset, length);
        }
      };
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void setContentLength(int length) {}
  }
}
