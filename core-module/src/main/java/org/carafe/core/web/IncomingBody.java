package org.carafe.core.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request with a body, which is read when somebody asks for it: as parameters, as parts or as a
 * stream. It is watched while it comes, and its sender's share is free as soon as all of it is
 * there.
 */
final class IncomingBody extends HttpServletRequestWrapper {
  private final BodyWatch watch;
  private final Runnable received;
  private final UploadLimit limit;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private @Nullable PostedParts parts;
  private @Nullable Map<String, String[]> values;

  IncomingBody(HttpServletRequest request, BodyWatch watch, Runnable received, UploadLimit limit) {
    super(request);
    this.watch = watch;
    this.received = received;
    this.limit = limit;
  }

  /** Whether a request is a form that may bring files. */
  static boolean hasParts(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
  }

  /** All of it has come, or nobody wants the rest. */
  void end() {
    if (open.compareAndSet(true, false)) {
      watch.done();
      received.run();
    }
  }

  /** The answer is given: what was sent is not kept any longer. */
  void forget() throws IOException {
    if (parts != null) {
      parts.close();
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
      if (isForm(this)) {
        end();
      }
    }
    return (HttpServletRequest) getRequest();
  }

  /** Whether a request is a form without files. */
  static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.startsWith("application/x-www-form-urlencoded");
  }

  @Override
  public @Nullable String getParameter(String name) {
    if (!hasParts(this)) {
      return read().getParameter(name);
    }
    String[] all = getParameterValues(name);
    return all == null ? null : all[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    if (!hasParts(this)) {
      return read().getParameterMap();
    }
    if (values == null) {
      values = Collections.unmodifiableMap(values());
    }
    return values;
  }

  /** As the servlet API has it: what stands in the address before what was posted. */
  private Map<String, String[]> values() {
    Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
    posted()
        .texts()
        .forEach(
            (name, texts) ->
                all.merge(
                    name,
                    texts.toArray(String[]::new),
                    (first, then) ->
                        Stream.concat(Stream.of(first), Stream.of(then)).toArray(String[]::new)));
    return all;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return hasParts(this)
        ? Collections.enumeration(getParameterMap().keySet())
        : read().getParameterNames();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return hasParts(this) ? getParameterMap().get(name) : read().getParameterValues(name);
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    return hasParts(this) ? posted().all() : super.getParts();
  }

  @Override
  public @Nullable Part getPart(String name) throws IOException, ServletException {
    return getParts().stream().filter(part -> part.getName().equals(name)).findFirst().orElse(null);
  }

  private PostedParts posted() {
    if (parts == null) {
      try {
        parts = PostedParts.read(getInputStream(), getContentType(), limit, folder());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      end();
    }
    return parts;
  }

  private Path folder() {
    return ((File) getServletContext().getAttribute(ServletContext.TEMPDIR)).toPath();
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

    /** What was announced and has not come; of a chunked body nobody knows. */
    private long rest = getContentLengthLong() < 0 ? Long.MAX_VALUE : getContentLengthLong();

    Watched(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * No further than was announced: the server waits for more where a client offers to go on in
     * another protocol.
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int wanted = (int) Math.min(length, rest);
      int read = rest == 0 ? -1 : watch.over(() -> body.read(bytes, offset, wanted));
      rest -= Math.max(0, read);
      watch.came(Math.max(0, read));
      if (read < 0 || rest == 0) {
        end();
      }
      return read;
    }

    @Override
    public boolean isFinished() {
      return rest == 0 || body.isFinished();
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
