package org.carafe.core.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.carafe.core.HttpError;

/**
 * The parts of a form that may bring files. Read here and not by the server, which knows parts only
 * at the addresses of servlets, sets no limit to how many there are, and never forgets them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
 */
final class PostedParts implements AutoCloseable {
  private static final int MOST_PARTS = 1000;
  private static final int MOST_HEADERS = 8 * 1024;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);

  /** How much a form may bring besides its files. */
  static final long ROOM = 1024 * 1024;

  private final Spool spool;
  private final UploadLimit limit;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private long bytesOfText;
  private long bytesOfFiles;

  private PostedParts(Spool spool, UploadLimit limit) {
    this.spool = spool;
    this.limit = limit;
  }

  static PostedParts read(InputStream body, String contentType, UploadLimit limit, Path folder)
      throws IOException {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw malformed();
    }
    String given = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    var spool = new Spool(folder);
    var parts = new PostedParts(spool, limit);
    try {
      var edges = new Edges(given);
      byte[] buffer = new byte[16 * 1024];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        if (spool.length() + read > limit.bytes() + ROOM) {
          throw limit.exceeded();
        }
        spool.add(buffer, read);
        edges.look(buffer, read);
      }
      parts.take(edges);
      return parts;
    } catch (IOException | RuntimeException refused) {
      parts.close();
      throw refused;
    }
  }

  private void take(Edges edges) throws IOException {
    long begin = -1;
    for (Edges.Edge edge : edges.found()) {
      byte[] line = spool.bytes(edge.end(), 80);
      int ends = lineEnd(line);
      boolean last = line.length >= 2 && line[0] == '-' && line[1] == '-';
      if (!last && ends < 0) {
        continue;
      }
      if (begin >= 0) {
        add(begin, edge.begin());
      }
      if (last) {
        return;
      }
      begin = edge.end() + ends;
    }
    throw malformed();
  }

  /** Behind a boundary only blanks stand in its line; otherwise it is part of what was sent. */
  private static int lineEnd(byte[] line) {
    int at = 0;
    while (at < line.length && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at + 1 < line.length && line[at] == '\r' && line[at + 1] == '\n' ? at + 2 : -1;
  }

  private void add(long begin, long end) throws IOException {
    int room = (int) Math.min(MOST_HEADERS, Math.max(0, end - begin));
    // The headers of text in UTF-8; cut characters at the end are of no interest.
    String start = new String(spool.bytes(begin, room), StandardCharsets.ISO_8859_1);
    int blank = start.startsWith("\r\n") ? 0 : start.indexOf("\r\n\r\n") + 2;
    if (blank == 1 || parts.size() == MOST_PARTS) {
      throw malformed();
    }
    var headers =
        PartHeaders.of(
            new String(
                start.substring(0, blank).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8));
    if (headers.name().isPresent()) {
      keep(headers.name().get(), new PostedPart(headers, spool, begin + blank + 2, end));
    }
  }

  private void keep(String name, PostedPart part) throws IOException {
    parts.add(part);
    if (part.getSubmittedFileName() != null) {
      bytesOfFiles += part.getSize();
      if (bytesOfFiles > limit.bytes()) {
        throw limit.exceeded();
      }
      return;
    }
    bytesOfText += part.getSize();
    if (bytesOfText > SizeGuard.MOST_TYPED) {
      throw new HttpError(413, "What was typed is too long: 256 kB is the most.");
    }
    texts.computeIfAbsent(name, unused -> new ArrayList<>()).add(part.text());
  }

  /** All of them, texts and files, in their order. */
  List<Part> all() {
    return List.copyOf(parts);
  }

  /** What was typed, by the names of the fields. */
  Map<String, List<String>> texts() {
    return texts;
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  private static HttpError malformed() {
    return HttpError.badRequest("The form did not arrive as a browser sends it.");
  }
}
