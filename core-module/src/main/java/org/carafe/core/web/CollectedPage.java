package org.carafe.core.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Collects the text of a view while it is rendered: it is sent whole, or, when rendering fails, not
 * at all. What a view streams as bytes (a download) passes through.
 */
final class CollectedPage extends HttpServletResponseWrapper {
  private final StringBuilder text = new StringBuilder(16_384);
  private final PrintWriter writer = new PrintWriter(new Collector());
  private boolean streamed;

  CollectedPage(HttpServletResponse response) {
    super(response);
  }

  boolean isStreamed() {
    return streamed;
  }

  byte[] bytes() {
    return text.toString().getBytes(UTF_8);
  }

  /** Sends what was collected; an answer without text, such as a redirect, is left as it is. */
  void send() throws IOException {
    byte[] page = bytes();
    if (page.length > 0) {
      super.setContentLength(page.length);
      super.getOutputStream().write(page);
    }
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    streamed = true;
    return super.getOutputStream();
  }

  @Override
  public void setContentLength(int length) {
    if (streamed) {
      super.setContentLength(length);
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    if (streamed) {
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    text.setLength(0);
    super.resetBuffer();
  }

  @Override
  public void reset() {
    text.setLength(0);
    super.reset();
  }

  /** Without a lock: one request is rendered by one thread. */
  private final class Collector extends Writer {
    @Override
    public void write(int character) {
      text.append((char) character);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      text.append(characters, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) {
      text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
