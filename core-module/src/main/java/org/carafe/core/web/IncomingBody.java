package org.carafe.core.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request with a body, which is read when somebody asks for it: as parameters, as parts or as a
 * stream. It is watched while it comes, and its sender's share is free as soon as all of it is
 * there.
 */
final class IncomingBody extends HttpServletRequestWrapper {
  private final BodyWatch watch;
  private final Runnable received;
  private final AtomicBoolean open = new AtomicBoolean(true);

  IncomingBody(HttpServletRequest request, BodyWatch watch, Runnable received) {
    super(request);
    this.watch = watch;
    this.received = received;
  }

  /** All of it has come, or nobody wants the rest. */
  void end() {
    if (open.compareAndSet(true, false)) {
      watch.done();
      received.run();
    }
  }

  /** The first who asks for a parameter makes the server read the body. */
  private HttpServletRequest read() {
    if (open.get()) {
      try {
        watch.over(super::getParameterMap);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (isForm()) {
        end();
      }
    }
    return (HttpServletRequest) getRequest();
  }

  private boolean isForm() {
    String type = getContentType();
    return getMethod().equals("POST")
        && type != null
        && type.startsWith("application/x-www-form-urlencoded");
  }

  @Override
  public @Nullable String getParameter(String name) {
    return read().getParameter(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return read().getParameterMap();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return read().getParameterNames();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return read().getParameterValues(name);
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    if (open.get()) {
      watch.over(this::parts);
      end();
    }
    return super.getParts();
  }

  private Collection<Part> parts() throws IOException {
    try {
      return super.getParts();
    } catch (ServletException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Part getPart(String name) throws IOException, ServletException {
    getParts();
    return super.getPart(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Watched(super.getInputStream());
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(
            getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
  }

  private final class Watched extends ServletInputStream {
    private final ServletInputStream body;

    Watched(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      return ended(watch.over(body::read));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return ended(watch.over(() -> body.read(bytes, offset, length)));
    }

    private int ended(int read) {
      if (read < 0) {
        end();
      }
      return read;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
