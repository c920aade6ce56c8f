package org.carafe.core.route;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The path of a request, decoded once. Only paths that mean one thing to everybody have one: no
 * path parameters, empty or dot segments, encoded slashes, backslashes, control characters or
 * broken UTF-8.
 */
public final class RequestPath {
  private RequestPath() {}

  /** The decoded path; nothing when it is ambiguous or malformed. */
  public static Optional<String> decode(String raw) {
    if (!raw.startsWith("/")) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      int value = c;
      if (c == '%') {
        value = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) * 16 + hex(raw.charAt(i + 2)) : -1;
        i += 2;
        if (value == '/' || value == '%') {
          return Optional.empty();
        }
      }
      if (value < 0x20 || value == 0x7f || value == '\\' || value == ';' || value > 0xff) {
        return Optional.empty();
      }
      bytes.write(value);
    }
    return text(bytes.toByteArray()).filter(RequestPath::isNormal);
  }

  private static int hex(char c) {
    int digit = Character.digit(c, 16);
    return digit < 0 ? -256 : digit;
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException broken) {
      return Optional.empty();
    }
  }

  private static boolean isNormal(String path) {
    if (path.equals("/")) {
      return true;
    }
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if ((segments[i].isEmpty() && !last) || segments[i].matches("\\.{1,2}")) {
        return false;
      }
    }
    return true;
  }
}
