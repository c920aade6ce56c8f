package org.carafe.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in, or a part of one. Anybody may have written it, so it is read in one pass,
 * and no further than a report goes: Jakarta Mail takes seconds for some that are made for it.
 */
final class MessageText {
  private static final int MOST_HEADERS = 64 * 1024;
  private static final int MOST_PARTS = 20;

  /** RFC 2046, 5.1.1, has 70. */
  private static final int LONGEST_BOUNDARY = 200;

  private static final Pattern HEADERS_END = Pattern.compile("(?:\\A|\\n)\\r?\\n");

  private final InternetHeaders headers;
  private final String body;

  private MessageText(InternetHeaders headers, String body) {
    this.headers = headers;
    this.body = body;
  }

  static MessageText of(byte[] message) throws MessagingException {
    return of(new String(message, ISO_8859_1));
  }

  private static MessageText of(String text) throws MessagingException {
    Matcher end = HEADERS_END.matcher(text);
    boolean ends = end.find();
    String headers = text.substring(0, Math.min(ends ? end.end() : text.length(), MOST_HEADERS));
    return new MessageText(
        new InternetHeaders(new ByteArrayInputStream(headers.getBytes(ISO_8859_1))),
        ends ? text.substring(end.end()) : "");
  }

  /** What the headers of this name say. */
  List<String> header(String name) {
    String @Nullable [] values = headers.getHeader(name);
    return values == null ? List.of() : List.of(values);
  }

  /** Whether it is of this type, such as {@code multipart/*}. */
  boolean is(String type) {
    return type().filter(own -> own.match(type)).isPresent();
  }

  private Optional<ContentType> type() {
    try {
      String value = headers.getHeader("Content-Type", null);
      return value == null ? Optional.empty() : Optional.of(new ContentType(value));
    } catch (ParseException damaged) {
      return Optional.empty();
    }
  }

  /** Its first parts; none if it has none. */
  List<MessageText> parts() throws MessagingException {
    String boundary = type().map(type -> type.getParameter("boundary")).orElse(null);
    List<MessageText> parts = new ArrayList<>();
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      return parts;
    }
    String line = "--" + boundary;
    int begin = -1;
    for (int at = line(line, 0); at >= 0; at = line(line, at + line.length())) {
      boolean last = body.startsWith("--", at + line.length());
      int next = end(at + line.length() + (last ? 2 : 0));
      if (next < 0) {
        continue; // a longer boundary, of parts within parts
      }
      if (begin >= 0) {
        parts.add(of(body.substring(begin, Math.max(begin, at - 1))));
      }
      begin = next;
      if (last || parts.size() == MOST_PARTS) {
        return parts;
      }
    }
    if (begin >= 0) {
      parts.add(of(body.substring(begin)));
    }
    return parts;
  }

  /** Where the text stands next at the beginning of a line; negative if nowhere. */
  private int line(String text, int from) {
    int at = body.indexOf(text, from);
    while (at > 0 && body.charAt(at - 1) != '\n') {
      at = body.indexOf(text, at + 1);
    }
    return at;
  }

  /** Behind the end of this line, on which nothing more must stand; negative if something does. */
  private int end(int from) {
    for (int at = from; at < body.length(); at++) {
      char next = body.charAt(at);
      if (next == '\n') {
        return at + 1;
      } else if (!Character.isWhitespace(next)) {
        return -1;
      }
    }
    return body.length();
  }

  /** What it says, whatever it was encoded in; empty if that is unknown. */
  byte[] content() throws MessagingException {
    byte[] encoded = body.getBytes(ISO_8859_1);
    String encoding = headers.getHeader("Content-Transfer-Encoding", null);
    if (encoding == null) {
      return encoded;
    }
    try (var decoded = MimeUtility.decode(new ByteArrayInputStream(encoded), encoding.strip())) {
      return decoded.readAllBytes();
    } catch (IOException damaged) {
      return new byte[0];
    }
  }
}
