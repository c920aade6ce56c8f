package org.carafe.dev.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Holds a page of HTML back until it can be added to; everything else passes. */
final class HeldPage extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
  private @Nullable PrintWriter writer;
  private boolean held;

  HeldPage(HttpServletResponse response) {
    super(response);
  }

  /** Whether there is a page that has not been sent. */
  boolean isHeld() {
    flushWriter();
    return held && !isCommitted();
  }

  String text() {
    flushWriter();
    return bytes.toString(UTF_8);
  }

  /** Sends a page in the place of what was written. */
  void send(String page) throws IOException {
    byte[] all = page.getBytes(UTF_8);
    super.setContentLength(all.length);
    super.getOutputStream().write(all);
  }

  private boolean isPage() {
    String type = getContentType();
    return type != null && type.startsWith("text/html");
  }

  private void flushWriter() {
    if (writer != null) {
      writer.flush();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (!isPage()) {
      return super.getOutputStream();
    }
    held = true;
    return new Holding();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (!isPage()) {
      return super.getWriter();
    }
    held = true;
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(bytes, UTF_8));
    }
    return writer;
  }

  @Override
  public void setContentLength(int length) {
    if (!isPage()) {
      super.setContentLength(length);
    }
  }

  @Override
  public void setContentLengthLong(long length) {
    if (!isPage()) {
      super.setContentLengthLong(length);
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!held) {
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    forget();
    super.resetBuffer();
  }

  @Override
  public void reset() {
    forget();
    super.reset();
  }

  private void forget() {
    flushWriter();
    bytes.reset();
  }

  private final class Holding extends ServletOutputStream {
    @Override
    public void write(int one) {
      bytes.write(one);
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes.write(some, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Pages are written at once, not when a listener is told to.");
    }
  }
}
