package org.carafe.core.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a form, which lasts as long as its request. */
final class PostedPart implements Part {
  private final PartHeaders headers;
  private final Spool spool;
  private final long begin;
  private final long end;

  PostedPart(PartHeaders headers, Spool spool, long begin, long end) {
    this.headers = headers;
    this.spool = spool;
    this.begin = begin;
    this.end = Math.max(begin, end);
  }

  @Override
  public InputStream getInputStream() {
    return spool.slice(begin, end);
  }

  String text() throws IOException {
    return new String(getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable String getContentType() {
    return headers.first("Content-Type");
  }

  @Override
  public String getName() {
    return headers.name().orElseThrow();
  }

  @Override
  public @Nullable String getSubmittedFileName() {
    return headers.filename().orElse(null);
  }

  @Override
  public long getSize() {
    return end - begin;
  }

  /** Into a new file. */
  @Override
  public void write(String file) throws IOException {
    try (InputStream content = getInputStream()) {
      Files.copy(content, Path.of(file));
    }
  }

  /** Nothing to do: it goes with its request. */
  @Override
  public void delete() {
    // see above
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.first(name);
  }

  @Override
  public Collection<String> getHeaders(String name) {
    return headers.all().getOrDefault(name, List.of());
  }

  @Override
  public Collection<String> getHeaderNames() {
    return headers.all().keySet();
  }
}
